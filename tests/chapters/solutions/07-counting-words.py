assert plan[["term", "n_a", "n_b"]].values.tolist() == [["十四五", 0, 8]]
assert (len(every), round(strict, 2)) == (619, 15.54)
assert every[every.g2 > strict].term.tolist() == ["党中央"]
assert round(every.g2.max(), 1) == 18.1
assert strings == 16 == longer["count"].sum()
assert longer.loc[longer.term == "改革", "count"].item() == 7 == 16 - 9

assert (second.term, second.n_a, second.n_b, round(second.g2, 1)) == ("十四五", 0, 8, 7.3)
assert (round(second.p, 3), round(second.p_family, 2)) == (0.007, 0.98)
assert len(every) == 619 and round(every.p_family.min(), 2) == 0.14
assert (round(every.p.min(), 4), round(every.p.min() * len(every), 2)) == (0.0005, 0.31)
top = near.iloc[0]
assert (len(near), top.term, top.n_a, top.n_b) == (50, "文化产业", 5, 0)
assert (round(top.p, 2), round(near.p_family.min(), 2)) == (0.25, 0.76)
assert (runs.length.sum(), size) == (263, 9746) and round(100 * 263 / 9746, 1) == 2.7

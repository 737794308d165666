"""Growth targets against what came of them, from the panel that `reportlib headlines` writes.

python examples/panel.py panel.dta targets.png
"""

import sys

import matplotlib.pyplot as plt
import pandas as pd

path, picture = sys.argv[1:]
panel = pd.read_stata(path, convert_categoricals=False)

# X_outcome is of the year before, so what came of a target stands in the next year's row
next_row = panel[["region_code", "year", "gdp_outcome"]].assign(year=panel["year"] - 1)
pairs = panel.drop(columns="gdp_outcome").merge(next_row, on=["region_code", "year"])
pairs = pairs.dropna(subset=["gdp_mid", "gdp_outcome"])
print(pairs[["place", "year", "gdp_low", "gdp_high", "gdp_outcome"]].to_string(index=False))

figure, axes = plt.subplots(figsize=(4, 4))
half = (pairs["gdp_high"] - pairs["gdp_low"]) / 2  # ranges are drawn from end to end
axes.errorbar(pairs["gdp_mid"], pairs["gdp_outcome"], xerr=half, fmt="o", color="black")
axes.axline((5, 5), slope=1, color="grey", linewidth=0.8)
axes.set_xlabel("Target of GDP growth, %")
axes.set_ylabel("Outcome, as the next report states it, %")
axes.set_title(f"{len(pairs)} targets and their outcomes")
figure.savefig(picture, dpi=200, bbox_inches="tight")

# Growth targets against what came of them, from the panel that `reportlib headlines` writes.
# Rscript examples/panel.R panel.dta targets.pdf
library(haven)

given <- commandArgs(trailingOnly = TRUE)
panel <- as.data.frame(zap_labels(read_dta(given[1])))

# X_outcome is of the year before, so what came of a target stands in the next year's row
later <- data.frame(region_code = panel$region_code, year = panel$year - 1,
                    outcome = panel$gdp_outcome)
pairs <- merge(panel, later, by = c("region_code", "year"))
pairs <- pairs[!is.na(pairs$gdp_mid) & !is.na(pairs$outcome), ]
print(pairs[c("region_code", "year", "gdp_low", "gdp_high", "outcome")], row.names = FALSE)

pdf(given[2], width = 4, height = 4)
plot(pairs$gdp_mid, pairs$outcome, pch = 19, xlab = "Target of GDP growth, %",
     ylab = "Outcome, as the next report states it, %",
     main = paste(nrow(pairs), "targets and their outcomes"))
segments(pairs$gdp_low, pairs$outcome, pairs$gdp_high, pairs$outcome)
abline(0, 1, col = "grey")
invisible(dev.off())

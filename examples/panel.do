* Growth targets against what came of them, from the panel that reportlib headlines writes.
* Built-in commands of Stata 14 and later; written by the manual, not run by us, who have no Stata.
version 14
use "panel.dta", clear
xtset region_code year

* X_outcome is of the year before, so what came of a target stands in the next year's row
generate double outcome = F.gdp_outcome
label variable outcome "GDP: outcome of the target's year, as the next report states it, %"
list place year gdp_low gdp_high outcome if !missing(gdp_mid, outcome), noobs

twoway (rspike gdp_low gdp_high outcome, horizontal)                 ///
    (scatter outcome gdp_mid)                                        ///
    (line gdp_mid gdp_mid, sort)                                     ///
    if !missing(gdp_mid, outcome),                                   ///
    xtitle("Target of GDP growth, %") ytitle("Outcome, %") legend(off)
graph export "targets.pdf", replace

"""A report with its numbers marked, to read on a screen: report and labelled numbers in; one HTML page
out that asks for nothing outside it, or one sentence as HTML that needs no script.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Any

import jinja2
import pandas as pd
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from reportlib.figures.texts import chart_texts
from reportlib.numbers.printing import format_value
from reportlib.pages.fonts import STACK, embed_font
from reportlib.pages.marks import Marked, Sentence, mark_report
from reportlib.tables.cells import MISSING
from reportlib.tables.columns import check_table
from reportlib.tables.errors import ReportError
from reportlib.text.report import Report

ROLES = ("outcome", "target", "context")
FACETS = ("role", "topic", "period", "measure", "confidence", "kind")
TOLD = ("hedge", "place", "price_basis", "timing", "compared_with", "rule", "number_id")
USED = (
    "report_id start end text kind role topic measure period_start period_end reading_confidence "
    "indicator indicator_en value value_low value_high unit bound"
).split()

"""The parts of a clause around its numbers."""

from reportlib.language.clauses import parse_clauses


def test_parts_of_a_clause():
    clause = parse_clauses("进出口总额比上年增长5%", [(9, 11)])[0]
    assert (clause.subject, clause.verb, clause.comparison) == ("进出口总额", "rise", "上年")

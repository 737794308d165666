"""A coordinated subject → its members, each a whole noun phrase: shared heads and tails restored,
城乡 split.

Comes in: the subject of a list of numbers and the list's length. Goes out: one noun phrase a
number.
"""

from __future__ import annotations

from reportlib.language.lexicon import lexicon
from reportlib.language.patterns import pattern


def split_subject(subject: str, count: int) -> list[str]:
    """Split a coordinated subject into `count` noun phrases, shared heads and tails restored; []
    when it cannot be.

    Examples
    --------
    >>> split_subject("学前三年、高中阶段、高等教育毛入学率", 3)
    ['学前三年毛入学率', '高中阶段毛入学率', '高等教育毛入学率']
    >>> split_subject("城乡居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    """
    sectors = pattern("^([一二三]{2,3})产业?").match(subject)
    if sectors:  # 一二三产增加值
        subject = f"{'、'.join(sectors[1])}产业{subject[sectors.end() :]}"
    items = _items(subject, count) or _items(subject.replace("”“", "”、“"), count)
    if len(items) != count:
        return (
            [pattern("城乡").sub(place, subject, count=1) for place in ("城镇", "农村")]
            if count == 2 and "城乡" in subject
            else []
        )
    items[0] = pattern("^第(?=.$)").sub("", items[0])  # 第一、二、三产业
    if (
        all(len(item) == 1 for item in items[:-1])
        and len(items[-1]) > 1
        and all(item[0] in "一二三" for item in items)
    ):
        return [
            f"第{item[0]}{items[-1][1:]}增加值"
            if items[-1].endswith("产业")
            else f"第{item[0]}{items[-1][1:]}"
            for item in items
        ]
    return _restore_head(_restore_tail(items))


def _items(subject: str, count: int) -> list[str]:
    for mark in ("、", "、|以及", "、|以及|和|及", "、|以及|和|及|与"):
        items = [item for item in pattern(mark).split(subject) if item]
        if len(items) == count:
            return items
        if len(items) > count:
            break
    # too many parts: 和 joins the list's last item, other 、 stay inside the items
    items = [item for item in pattern("和|以及|及").split(subject) if item]
    return items if len(items) == count else []


def _restore_tail(items: list[str]) -> list[str]:
    last = items[-1]
    whole = []
    for item in items[:-1]:
        same = last.find(item[-2:]) if len(item) > 1 else -1
        head = pattern("<head noun>$").search(last)
        head = head if head and head.start() else None
        if len(item) == 1 and len(items) == 2:
            whole.append(item + last[1:])  # 省、市重点企业
        elif len(item) <= 3 and len(item) + 2 < len(last) and item[-1] == last[len(item) - 1]:
            whole.append(item + last[len(item) :])  # 进口、出口通关时间
        elif pattern("“[^”]+”").fullmatch(item) and last.startswith("“"):
            whole.append(item + last.partition("”")[2])
        elif pattern("<head noun>$").search(item) and not (same > 0 and last[same + 2 :]):
            whole.append(item)
        elif same >= 0 and last[same + 2 :]:
            whole.append(item + last[same + 2 :])
        elif head:
            parallel = item[0] == last[0] and len(item) <= head.start()  # 绿电、绿证交易规模
            whole.append(item + (last[len(item) :] if parallel else head[0]))
        else:
            whole.append(item)
    return [*whole, last]


def _restore_head(items: list[str]) -> list[str]:
    head = pattern("<head noun>$").search(items[0])
    if unit := pattern("单位(?:(?:地区|国内)?生产总值|GDP|工业增加值)").match(
        items[0]
    ):  # per unit of output
        return [
            items[0],
            *(item if item.startswith("单位") else unit[0] + item for item in items[1:]),
        ]
    if head is None or head.start() == 0:
        return items
    modifier = items[0][: head.start()]
    if modifier.startswith("对"):  # 对A、B、C进出口
        return [items[0], *("对" + item for item in items[1:])]
    return [
        items[0],
        *(
            modifier + item if item in lexicon() and lexicon()[item].tag == "r" else item
            for item in items[1:]
        ),
    ]

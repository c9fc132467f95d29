"""The sentences of sums, in Vietnamese and English, by how they are worked out; see `reason_words`."""

_COST = "Chi phí thực tế {billed:money}"
_COST_EN = "Actual cost {billed:money}"
_CAPPED = f"{_COST}, trong mức tối đa {{payable:money}}"
_CAPPED_EN = f"{_COST_EN}, at most {{payable:money}} of it"
_LEAST_NORM = "; tối thiểu {times} × {norm:money} = {least:money}; được {amount:money}"
_LEAST_NORM_EN = "; at least {times} × {norm:money} = {least:money}; gives {amount:money}"
_LEAST = "; tối thiểu {least:money}; được {amount:money}"
_LEAST_EN = "; at least {least:money}; gives {amount:money}"
_RICE = "{count} {noun} × {kg} kg × {months} tháng = {amount:number} kg gạo"
_RICE_EN = "{count} × {kg} kg × {months} month(s) = {amount:number} kg of rice ({noun_en})"
_SHARE = "{count} {noun} × ({sum:money} : {among} phần bằng nhau) = {amount:money}"
_SHARE_EN = "{count} × ({sum:money} : {among} equal parts) = {amount:money} ({noun_en})"

WORKINGS: dict[str, tuple[str, str]] = {
    "times_norm": (
        "{count} {noun} × {times} × {norm:money} = {amount:money}",
        "{count} × {times} × {norm:money} = {amount:money} ({noun_en})",
    ),
    "at_rate": (
        "{count} {noun} × {rate:money} = {amount:money}",
        "{count} × {rate:money} = {amount:money} ({noun_en})",
    ),
    "monthly": (
        "{count} {noun} × {rate:money} × {months} tháng = {amount:money}",
        "{count} × {rate:money} × {months} month(s) = {amount:money} ({noun_en})",
    ),
    "actual_cost": (_COST, _COST_EN),
    "actual_cost_capped": (_CAPPED, _CAPPED_EN),
    "actual_cost_at_least_norm": (_COST + _LEAST_NORM, _COST_EN + _LEAST_NORM_EN),
    "actual_cost_capped_at_least_norm": (_CAPPED + _LEAST_NORM, _CAPPED_EN + _LEAST_NORM_EN),
    "actual_cost_at_least": (_COST + _LEAST, _COST_EN + _LEAST_EN),
    "actual_cost_capped_at_least": (_CAPPED + _LEAST, _CAPPED_EN + _LEAST_EN),
    "rice": (_RICE, _RICE_EN),
    "rice_capped": (_RICE + " (tối đa {most} tháng)", _RICE_EN + " (at most {most} month(s))"),
    "in_kind": ("{text}", "{text}"),
    "share": (_SHARE, _SHARE_EN),
    "share_remainder": (
        _SHARE + "; còn dư {remainder:money} giữ lại trong quỹ",
        _SHARE_EN + "; {remainder:money} stays in the fund",
    ),
    "up_to": (
        "1 {noun}: mức {level:money}{parts:less} = {amount:money}",
        "1 × level {level:money}{parts:less} = {amount:money} ({noun_en})",
    ),
    "further": (
        "Tính lại: {whole:reason}; đã quyết định {decided:money}; đề nghị bổ sung {amount:money}",
        "Computed again: {whole:reason}; decided {decided:money}; {amount:money} more is proposed",
    ),
    "further_rice": (
        "Tính lại: {whole:reason}; đã quyết định {decided:number} kg gạo; đề nghị bổ sung {amount:number} kg gạo",
        "Computed again: {whole:reason}; decided {decided:number} kg of rice; {amount:number} kg more is proposed",
    ),
    "rest_of_group": (
        "Mức cao nhất {level:money}{parts:less} = {amount:money}",
        "Highest level {level:money}{parts:less} = {amount:money}",
    ),
}

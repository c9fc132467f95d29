"""Words of the batches: states, kinds, what happened to them, and the sentences of what was refused or held up."""

from flask_babel import lazy_gettext as _l

BATCH_STATES = {
    "BatchState": {
        "batch_open": (_l("đang chạy"), "info"),
        "batch_paused": (_l("tạm dừng"), "soon"),
        "batch_cancelled": (_l("đã hủy"), "plain"),
        "batch_done": (_l("đã xong"), "done"),
    },
    "ItemState": {
        "item_waiting": (_l("chưa làm"), "plain"),
        "item_done": (_l("đã xong"), "done"),
        "item_failed": (_l("không xong"), "late"),
        "item_left": (_l("bỏ lại khi hủy"), "plain"),
    },
}

BATCH_WORDS = {
    "BatchKind": {
        "issue_dossiers": _l("Cấp số, phát hành hồ sơ đã ký"),
        "print_decisions": _l("In quyết định"),
        "print_papers": _l("In văn bản khác"),
    },
    "BatchScope": {
        "day": _l("Quyết định của một ngày, chưa in theo lô"),
        "incident": _l("Mọi quyết định của một vụ việc"),
        "papers": _l("Mọi văn bản khác của một vụ việc"),
    },
}

BATCH_SAYS = {
    "batch:started": _l("Đã bắt đầu lô"),
    "batch:pause": _l("Đã tạm dừng"),
    "batch:resume": _l("Đã cho chạy tiếp"),
    "batch:cancel": _l("Đã hủy phần còn lại"),
    "batch:retry": _l("Đã cho làm lại những mục không xong"),
    "batch:finished": _l("Đã xong lô"),
}

BATCH_FIELDS = {
    "batch_kind": (_l("Loại lô"), "BatchKind"),
    "batch_state": (_l("Tình trạng lô"), "BatchState"),
    "files": (_l("Số tệp"),),
    "items": (_l("Số mục"),),
    "papers": (_l("Số văn bản"),),
}

BATCH_SENTENCES = {
    "batch_disk": _l(
        "Kho tệp trên máy chủ đã đầy. Phần đã xong vẫn còn, lô đứng nguyên chỗ và tự chạy tiếp khi có chỗ trống; hãy"
        " báo quản trị dọn kho tệp."
    ),
    "batch_empty": _l("Không có gì để đưa vào lô. Chưa lập lô nào; hãy chọn ngày hoặc vụ việc khác, hoặc chọn hồ sơ."),
    "batch_item_failed": _l(
        "Mục này gặp lỗi kỹ thuật ({what}). Các mục khác không bị ảnh hưởng; hãy cho làm lại, nếu vẫn lỗi thì báo quản"
        " trị."
    ),
    "batch_item_gone": _l("Mục này không còn nữa. Các mục khác không bị ảnh hưởng; hãy kiểm tra lại danh sách."),
    "batch_nothing_failed": _l("Không có mục nào không xong. Lô giữ nguyên; hãy tải lại trang để xem tiến độ."),
    "batch_pages_out_of_range": _l(
        "Mỗi tệp in có từ {fewest} đến {most} trang. Chưa lập lô nào; hãy sửa số trang rồi gửi lại."
    ),
    "batch_step_not_possible": _l(
        "Lô đã chuyển sang tình trạng khác nên không làm được bước này. Lô giữ nguyên; hãy xem tình trạng mới trên"
        " trang."
    ),
    "batch_too_large": _l("Một lô có nhiều nhất {most} mục. Chưa lập lô nào; hãy chia theo ngày hoặc vụ việc."),
}

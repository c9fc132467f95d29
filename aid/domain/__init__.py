"""The rules of emergency aid, with nothing but the standard library.

One concept has one word, in code, on screens and on papers:

Agency cơ quan, đơn vị · Place đơn vị hành chính · Incident vụ việc · Household hộ · Person nhân khẩu ·
Payee người nhận · Case hồ sơ hộ · Harm thiệt hại về người · Damage thiệt hại về nhà ở · Need nhu cầu ·
Norm mức chuẩn · Policy chính sách · Benefit chế độ · Entitlement khoản hỗ trợ · Dossier hồ sơ trình ·
Decision quyết định · Fund nguồn kinh phí · Entry bút toán · Payout đợt chi trả · Payment khoản chi ·
Duty phần việc · Clock thời hạn · Refusal không đủ điều kiện, không thực hiện được.
"""

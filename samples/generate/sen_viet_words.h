/* sen_viet_words.h: what the people of the invented company Sen Việt write. No real person, brand
 * or number: telephone numbers are all zeros but the last three, addresses end in .example. */
#ifndef SAMPLES_SEN_VIET_WORDS_H
#define SAMPLES_SEN_VIET_WORDS_H

typedef struct Voice {
    const char *theme;
    const char *bad[8], *good[4]; /* ends with NULL if shorter */
} Voice;

static const Voice sen_customer_voices[] = {
    {"Giao hàng trễ hẹn",
     {"Hẹn sáng mà chiều tối mới tới, gọi thì không ai nghe.", "Giao hàng trễ hai ngày so với hẹn.",
      "Đổi giờ giao mà không báo trước.", "Chờ giao cả buổi, cuối cùng lại dời sang hôm sau.",
      "Đơn ghi đã giao nhưng tôi chưa nhận được hàng.", "Giao sai địa chỉ, phải tự đi lấy.",
      "Hàng cồng kềnh mà giao có một người, để ngoài cổng rồi đi.", NULL},
     {"Giao hàng đúng hẹn, lắp giúp luôn.", "Anh giao hàng rất nhiệt tình.",
      "Giao nhanh hơn tôi nghĩ.", NULL}},
    {"Thái độ phục vụ",
     {"Hỏi tư vấn mà nhân viên cứ bấm điện thoại.", "Nhân viên trả lời cộc lốc.",
      "Thái độ chưa nhiệt tình, phải hỏi nhiều lần.", "Tổng đài chuyển máy bốn lần rồi ngắt.",
      "Tư vấn một đằng, bán một nẻo.", "Đợi ở quầy hai mươi phút không ai tiếp.", NULL},
     {"Bạn tư vấn chỉ đúng máy rẻ hơn mà đủ dùng, sẽ quay lại.", "Nhân viên chu đáo, nói dễ hiểu.",
      "Hỏi gì cũng được trả lời tới nơi.", NULL}},
    {"Đổi trả, bảo hành",
     {"Đổi cái quạt mất mười hai ngày, ba lần gọi lại.", "Bảo hành chậm, hứa gọi lại mà không gọi.",
      "Thủ tục đổi trả \"rắc rối\", phải đi lại nhiều lần.", "Máy bảo hành về vẫn hỏng như cũ.",
      "Hoàn tiền mất ba tuần.", "Mất hóa đơn là không chịu đổi, dù có tin nhắn mua hàng.", NULL},
     {"Đổi hàng trong ngày, không hỏi khó.", "Kỹ thuật sửa xong còn gọi hỏi lại.", NULL}},
    {"Giá, khuyến mại",
     {"Giá ở quầy cao hơn giá quảng cáo.", "Mã khuyến mại không dùng được khi thanh toán.",
      "Khuyến mại ghi chữ nhỏ, đọc xong mới biết không được giảm.",
      "Điểm thẻ thành viên bị trừ mà không ai giải thích.", NULL},
     {"Giá hợp lý, khuyến mại rõ ràng.", "Thẻ thành viên giảm thật, dùng tiện.", NULL}},
    {"Hàng lỗi",
     {"Hàng về bị móp, thiếu phụ kiện.", "Nồi dùng ba hôm đã hỏng.",
      "Hộp đã bị bóc, nghi hàng trưng bày.", NULL},
     {"Hàng tốt, đóng gói kỹ.", NULL}},
};

static const Voice sen_employee_voices[] = {
    {"Giờ làm, lịch ca",
     {"Lịch ca báo trước một ngày, không sắp xếp được việc nhà.",
      "Tăng ca liên tục mà chưa được bù giờ.", "Ca gãy nhiều quá, đi về bốn lượt một ngày.",
      "Đổi ca phút chót, ai cũng mệt.", "Cuối tuần nào cũng trực, xin đổi không được.", NULL},
     {"Lịch ca tháng này rõ ràng hơn.", "Được đổi ca khi con ốm, rất biết ơn.", NULL}},
    {"Được lắng nghe",
     {"Góp ý tuyến giao từ tháng 6 chưa thấy trả lời.",
      "Họp chỉ nghe thông báo, không ai hỏi ý kiến.",
      "Nói chuyện bất cập thì bị cho là than phiền.", NULL},
     {"Quản lý nghe và sửa ngay trong tuần.", NULL}},
    {"Lương, phụ cấp",
     {"Phụ cấp ngoài giờ trả chậm một tháng.", "Lương chưa xứng với lượng việc.",
      "Cách tính thưởng không rõ, hỏi không ai giải thích.", NULL},
     {"Lương thưởng đúng hẹn.", NULL}},
    {"Công cụ, phần mềm",
     {"Phần mềm đơn hàng treo đúng giờ đông khách.", "Máy in phiếu hỏng hai tuần chưa thay.",
      "Tra tồn kho phải mở ba màn hình, khách chờ lâu.", NULL},
     {"Máy quét mới nhanh hẳn, bớt xếp hàng cuối ngày.", NULL}},
    {"Đồng đội",
     {"Thiếu người, một người làm việc của hai người.",
      "Các bộ phận đổ lỗi qua lại khi khách phàn nàn.", NULL},
     {"Anh em trong tổ giúp nhau nhiều.", "Người mới được kèm cặp chu đáo.", NULL}},
};

/* What may follow the sentence. The last ones are there to be struck out, or to be kept from
 * becoming a formula, before anything is quoted. */
static const char *const sen_customer_tails[] = {
    "",
    "",
    "",
    "",
    "",
    " Mong cửa hàng sớm khắc phục.",
    " Lần sau sẽ cân nhắc.",
    " Cảm ơn.",
    " Tôi đã phản ánh một lần rồi.",
    " Nhà tôi mua ở đây nhiều năm nay.",
    "\nMong được gọi lại.",
    " 😡",
    " Gọi lại cho tôi số 0900 000 123.",
    " Thư của tôi: khach.hang@thu.example",
};
static const char *const sen_employee_tails[] = {
    "",
    "",
    "",
    "",
    " Mong được xem xét.",
    " Anh chị em ai cũng nói vậy.",
    " Đã góp ý một lần.",
    "\nMong ban điều hành đọc.",
    " Ai cần hỏi thêm thì gọi 0900 000 456.",
};
static const char *const sen_odd_comments[] = {
    "=1+1", "@nhân viên quầy 3", "+84 900 000 789", "-", "???", "ok", "😀", "\"\"",
};

#endif

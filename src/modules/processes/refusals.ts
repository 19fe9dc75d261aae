import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('processes', {
  'process-has-faults': {
    status: 422,
    vi: 'Quy trình có {count} chỗ sai. Lỗi đầu tiên: {first}',
    en: 'The process has {count} faults. The first one: {first}',
  },
  'process-already-running': {
    status: 409,
    vi: 'Hồ sơ này đã có quy trình đang chạy.',
    en: 'A process is already running for this dossier.',
  },
  'process-version-not-found': {
    status: 404,
    vi: 'Không tìm thấy bản quy trình này. Xin chọn lại từ danh sách quy trình.',
    en: 'This version of a process was not found. Please choose again from the list of processes.',
  },
  'process-not-a-table': {
    status: 409,
    vi: 'Quy trình này không ghi được thành bảng các bước: {reason} Xin tải tệp BPMN.',
    en: 'This process cannot be written as a table of steps: {reason} Please download the BPMN file.',
  },
  'process-draft-not-found': {
    status: 404,
    vi: 'Không tìm thấy bản nháp này: có thể đã được công bố hoặc bỏ. Xin mở lại từ trang của quy trình.',
    en: 'This draft was not found: it may have been published or discarded. Please open it again from the page of the process.',
  },
  'process-draft-changed': {
    status: 409,
    vi: '{name} đã sửa bản nháp này lúc {at}. Điều vừa gửi chưa được ghi; xin xem lại bản mới rồi gửi lại.',
    en: '{name} changed this draft at {at}. What you just sent was not recorded; please look at the new draft and send it again.',
  },
  'process-row-gone': {
    status: 409,
    vi: 'Bước này không còn ở chỗ cũ trong bản nháp. Điều vừa gửi chưa được ghi; xin mở lại bản nháp.',
    en: 'This step is no longer where it was in the draft. What you just sent was not recorded; please open the draft again.',
  },
  'process-cell-too-long': {
    status: 422,
    vi: 'Mỗi ô không quá {max} ký tự.',
    en: 'A cell holds at most {max} characters.',
  },
  'process-proposal-gone': {
    status: 409,
    vi: 'Tệp đã nhập không còn chờ đưa vào bản nháp. Xin chọn lại tệp.',
    en: 'The imported file no longer waits to be taken into the draft. Please choose the file again.',
  },
  'process-file-missing': {
    status: 422,
    vi: 'Xin chọn tệp XLSX có bảng các bước.',
    en: 'Please choose the XLSX file with the table of steps.',
  },
  'process-file-unreadable': {
    status: 422,
    vi: 'Không nhập được tệp: {reason}',
    en: 'The file can not be taken in: {reason}',
  },
  'process-diagram-missing': {
    status: 422,
    vi: 'Chưa có sơ đồ để lưu. Xin vẽ trên trang, hoặc dán nội dung BPMN.',
    en: 'There is no diagram to save. Please draw on the page, or paste BPMN.',
  },
  'process-diagram-unreadable': {
    status: 422,
    vi: 'Không đọc được sơ đồ: {reason}',
    en: 'The diagram can not be read: {reason}',
  },
  'process-reason-missing': {
    status: 422,
    vi: 'Xin ghi lý do, số văn bản làm căn cứ (không quá 500 ký tự).',
    en: 'Please give the reason and the document it rests on (at most 500 characters).',
  },
  'process-date': {
    status: 422,
    vi: 'Ngày có hiệu lực phải là một ngày từ {today} đến {last}.',
    en: 'The day of effect must be a day from {today} to {last}.',
  },
  'process-in-force-already': {
    status: 409,
    vi: 'Quy trình này đang áp dụng rồi, hoặc không có gì để ngừng.',
    en: 'This process is in force already, or there is nothing to end.',
  },
  'process-agency-unknown': {
    status: 422,
    vi: 'Xin chọn một cơ quan thuộc quyền quản trị của Ông/Bà.',
    en: 'Please choose an agency that you administer.',
  },
  'process-migration-map': {
    status: 422,
    vi: 'Các bước tương ứng không còn khớp với hai bản quy trình. Xin mở lại trang chuyển hồ sơ.',
    en: 'The steps that answer to each other do not fit the two versions any more. Please open the page again.',
  },
  'process-migration-running': {
    status: 409,
    vi: 'Đang có một lần chuyển hồ sơ của bản này chưa xong. Xin đợi lần ấy xong.',
    en: 'Dossiers of this version are being carried over already. Please wait until that is done.',
  },
  'process-migration-not-found': {
    status: 404,
    vi: 'Không tìm thấy lần chuyển hồ sơ này.',
    en: 'This migration was not found.',
  },
  'process-not-running': {
    status: 409,
    vi: 'Hồ sơ này không có quy trình đang chạy.',
    en: 'No process is running for this dossier.',
  },
  'message-not-awaited': {
    status: 409,
    vi: 'Quy trình của hồ sơ hiện không chờ thông điệp «{message}». Chưa có gì được ghi.',
    en: 'The process of this dossier does not wait for the message “{message}” now. Nothing was recorded.',
  },
  'return-without-reason': {
    status: 422,
    vi: 'Xin ghi lý do trả về bước trước.',
    en: 'Please give the reason for going back to an earlier step.',
  },
  'return-to-open-step': {
    status: 409,
    vi: 'Bước «{step}» đang mở nên không cần trả về. Có thể đồng nghiệp vừa trả về; xin mở lại hồ sơ để xem hiện trạng.',
    en: 'The step “{step}” is open already. A colleague may just have sent the dossier back; please open it again to see where it stands.',
  },
  'return-not-possible': {
    status: 409,
    vi: 'Không trả về được bước «{step}»: bước này chưa được thực hiện ở hồ sơ, hoặc không nằm trên đường đã đi.',
    en: 'The dossier cannot go back to the step “{step}”: it was not done here, or does not lie on the way that was taken.',
  },
  'process-over': {
    status: 409,
    vi: 'Quy trình của hồ sơ đã kết thúc lúc {at} nên không làm tiếp được bước này.',
    en: 'The process of this dossier ended at {at}, so this step can no longer be done.',
  },
  'process-paused': {
    status: 409,
    vi: 'Hồ sơ đang tạm dừng từ {at} (chờ bổ sung, nộp tiền hoặc rút hồ sơ). Bước này làm tiếp được khi hồ sơ được tiếp tục.',
    en: 'The dossier has been paused since {at} (waiting for papers, payment or a withdrawal). This step can go on when the dossier resumes.',
  },
  'task-not-found': {
    status: 404,
    vi: 'Không tìm thấy bước xử lý này. Xin mở lại hồ sơ từ danh sách việc.',
    en: 'This step was not found. Please open the dossier again from the list of work.',
  },
  'task-already-done': {
    status: 409,
    vi: 'Bước «{step}» đã được {name} thực hiện lúc {at}. Chưa có gì được ghi từ thao tác vừa rồi; xin mở lại hồ sơ để xem hiện trạng.',
    en: 'The step “{step}” was done by {name} at {at}. Nothing was recorded from what you just sent; please open the dossier again to see where it stands.',
  },
  'task-claimed': {
    status: 409,
    vi: 'Bước «{step}» đang do {name} xử lý, nhận lúc {at}. Xin trao đổi với người này, hoặc nhận lại việc nếu được phân công.',
    en: 'The step “{step}” is being worked on by {name}, who took it at {at}. Please talk to them, or take it over if it was assigned to you.',
  },
  'outcome-unreadable': {
    status: 422,
    vi: 'Kết quả của bước phải là một mã ngắn gồm chữ thường không dấu, số và dấu gạch nối.',
    en: 'A step’s outcome must be a short key of lower-case letters, digits and hyphens.',
  },
})

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

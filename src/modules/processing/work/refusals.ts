import { defineRefusals } from '../../../platform/problems.ts'

export const { refuse } = defineRefusals('processing', {
  'assignee-needed': {
    status: 422,
    vi: 'Xin chọn người nhận việc.',
    en: 'Please choose who is to do it.',
  },
  'assignee-lacks-duty': {
    status: 422,
    vi: 'Người này không có nhiệm vụ “{duty}” ở cơ quan giải quyết hồ sơ, hoặc đang vắng mặt. Xin chọn người khác.',
    en: 'This person does not hold the duty “{duty}” for this agency, or is absent. Please choose another.',
  },
  'assigned-already': {
    status: 409,
    vi: 'Bước “{step}” đã được giao cho {name}.',
    en: 'The step “{step}” is given to {name} already.',
  },
  'not-your-claim': {
    status: 409,
    vi: 'Bước “{step}” không do Anh/Chị giữ nên không trả lại hay ủy quyền được.',
    en: 'You do not have the step “{step}”, so you cannot give it back or delegate it.',
  },
  'delegation-until': {
    status: 422,
    vi: 'Ngày hết ủy quyền phải từ hôm nay đến trong vòng {days} ngày.',
    en: 'A delegation ends today or within {days} days.',
  },
  'delegate-to-self': {
    status: 422,
    vi: 'Xin chọn một đồng nghiệp khác để ủy quyền.',
    en: 'Please choose a colleague, not yourself.',
  },
  'return-step-needed': {
    status: 422,
    vi: 'Xin chọn bước trả hồ sơ về.',
    en: 'Please choose the step to go back to.',
  },
  'return-not-yours': {
    status: 403,
    vi: 'Chỉ người làm một bước đang mở của hồ sơ, hoặc lãnh đạo, mới trả hồ sơ về bước trước được.',
    en: 'Only whoever does an open step of the dossier, or a leader, can send it back to an earlier step.',
  },
  'opinion-whom': {
    status: 422,
    vi: 'Xin chọn ít nhất một đồng nghiệp hoặc cơ quan để xin ý kiến; mỗi nơi một dòng.',
    en: 'Please choose at least one colleague or agency to ask, one in each row.',
  },
  'opinion-twice': {
    status: 422,
    vi: '{name} được chọn hai lần, hoặc đang có một lượt xin ý kiến chưa trả lời.',
    en: '{name} was chosen twice, or has a question open already.',
  },
  'opinion-question': {
    status: 422,
    vi: 'Xin ghi nội dung cần xin ý kiến (từ 10 đến {max} ký tự).',
    en: 'Please write what the opinion is asked on (10 to {max} characters).',
  },
  'opinion-period': {
    status: 422,
    vi: 'Thời hạn trả lời phải là số nguyên từ 1 đến {most}.',
    en: 'The time to answer is a whole number from 1 to {most}.',
  },
  'opinion-not-found': {
    status: 404,
    vi: 'Không tìm thấy lượt xin ý kiến này, hoặc nó không gửi tới Anh/Chị.',
    en: 'There is no such question, or it is not addressed to you.',
  },
  'opinion-over': {
    status: 409,
    vi: 'Lượt xin ý kiến này đã kết thúc lúc {at}: {how}. Ý kiến vừa gửi chưa được ghi.',
    en: 'This question ended at {at}: {how}. What you just sent was not recorded.',
  },
  'opinion-stance': {
    status: 422,
    vi: 'Xin chọn đồng ý, không đồng ý hoặc ý kiến khác.',
    en: 'Please choose whether you agree, disagree or have remarks.',
  },
  'opinion-answer': {
    status: 422,
    vi: 'Xin ghi ý kiến (nhiều nhất {max} ký tự); không đồng ý hoặc có ý kiến khác thì phải nêu rõ.',
    en: 'Please write the opinion ({max} characters at most); it is needed unless you simply agree.',
  },
})

import { defineWords } from '../../platform/words.ts'

export const contentWords = defineWords({
  vi: {
    questions: 'Câu hỏi thường gặp',
    questionsLead: 'Trả lời ngắn theo luật đang có hiệu lực. Mỗi câu ghi căn cứ và ngày kiểm tra lại.',
    law: 'Căn cứ',
    checked: (date: string) => `Kiểm tra lại ngày ${date}.`,
    otherQuestions: 'Câu hỏi khác',
    stillAsking: 'Chưa thấy câu trả lời?',
    ask: (hotline: string) => `Xin gọi tổng đài ${hotline} hoặc hỏi Bộ phận Một cửa; số điện thoại ở cuối trang.`,
    forCitizens: 'Công dân',
    forBusinesses: 'Doanh nghiệp',
    eventLead: 'Thủ tục thường cần trong việc này, do ban biên tập chọn từ danh mục quốc gia.',
    noneChosen: 'Chưa có thủ tục nào được chọn sẵn cho việc này.',
    allOf: (event: string) => `Tất cả thủ tục: ${event}`,
    events: 'Sự kiện đời sống và kinh doanh',
  },
  en: {
    questions: 'Questions and answers',
    questionsLead: 'Short answers under the law in force. Each names its legal basis and the day it was checked.',
    law: 'Legal basis',
    checked: (date: string) => `Checked on ${date}.`,
    otherQuestions: 'Other questions',
    stillAsking: 'Did not find your answer?',
    ask: (hotline: string) =>
      `Please call the hotline ${hotline} or ask the one-stop office; its number is at the foot of the page.`,
    forCitizens: 'Citizens',
    forBusinesses: 'Businesses',
    eventLead:
      'Procedures often needed here, chosen by the editors from the national list. Their names stay in Vietnamese.',
    noneChosen: 'No procedure has been chosen for this yet.',
    allOf: (event: string) => `All procedures: ${event}`,
    events: 'Life and business events',
  },
})

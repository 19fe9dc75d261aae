import { defineRefusals } from '../../../platform/problems.ts'

export const { refuse } = defineRefusals('filing-api', {
  'form-not-published': {
    status: 404,
    vi: 'Thủ tục này không có biểu mẫu điện tử trên hệ thống này.',
    en: 'This procedure has no electronic form on this site.',
  },
  'body-has-errors': {
    status: 422,
    vi: 'Nội dung gửi lên có {count} chỗ thiếu hoặc sai; mục errors nêu từng chỗ.',
    en: 'There are {count} things missing or wrong in what was sent; errors names each.',
  },
  'file-missing': {
    status: 422,
    vi: 'Không có tệp nào trong yêu cầu. Xin gửi một tệp trong trường multipart có tên “file”.',
    en: 'There is no file in the request. Please send one file in a multipart field named “file”.',
  },
  'one-file-at-a-time': {
    status: 422,
    vi: 'Mỗi yêu cầu chỉ nhận một tệp. Xin gửi từng tệp một.',
    en: 'One request takes one file. Please send the files one by one.',
  },
})

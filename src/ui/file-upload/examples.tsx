import { FileUpload } from './file-upload.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'plain',
    show: (
      <FileUpload
        name="chung-sinh"
        label="Giấy chứng sinh"
        hint="PDF, JPEG, PNG hoặc HEIC, tối đa 20 MB"
        accept=".pdf,.jpg,.jpeg,.png,.heic,.heif"
      />
    ),
  },
  {
    name: 'error',
    show: (
      <FileUpload
        name="uy-quyen"
        label="Văn bản ủy quyền"
        error="Tệp này là HTML, không phải PDF. Xin chọn tệp khác"
        multiple
      />
    ),
  },
]

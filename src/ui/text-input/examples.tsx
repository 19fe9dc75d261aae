import { TextInput } from './text-input.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  { name: 'plain', show: <TextInput name="ho-ten" label="Họ, chữ đệm, tên" autocomplete="name" /> },
  {
    name: 'hint and error',
    show: (
      <TextInput
        name="so-dinh-danh"
        label="Số định danh cá nhân"
        hint="12 chữ số, ghi ở mặt trước thẻ căn cước"
        error="Số định danh có 12 chữ số; hiện mới có 11"
        value="01234567890"
        inputMode="numeric"
        width={20}
        code
      />
    ),
  },
  {
    name: 'suggestions',
    show: (
      <>
        <TextInput name="co-quan-cap" label="Cơ quan cấp" hint="Ghi tên cơ quan như trên giấy tờ" list="goi-y-co-quan" />
        <datalist id="goi-y-co-quan">
          <option value="Công an thành phố Cần Thơ" />
          <option value="Ủy ban nhân dân phường Ninh Kiều" />
        </datalist>
      </>
    ),
  },
  {
    name: 'suffix',
    show: <TextInput name="can-nang" label="Cân nặng" suffix="kg" width={5} inputMode="decimal" value={3.2} optional />,
  },
  {
    name: 'long name',
    show: (
      <TextInput
        name="ten-dai"
        label="Họ và tên"
        value="Công Tằng Tôn Nữ Thị Quỳnh Ngọc Ánh Nguyệt D’Arc Nguyễn-Phước"
        readOnly
      />
    ),
  },
]

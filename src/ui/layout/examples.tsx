import { Button } from '../button/button.tsx'
import { ActionBar, ActionRefused, LegalText, Split } from './layout.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'split',
    show: (
      <Split
        left={<p>Tờ khai</p>}
        right={
          <LegalText>
            <p>Giấy tờ</p>
          </LegalText>
        }
      />
    ),
  },
  {
    name: 'action bar',
    show: (
      <ActionBar label="Việc làm được lúc này">
        <Button>Tiếp nhận</Button>
        <ActionRefused act="Trả kết quả" reason="Chưa có kết quả đã ký." />
      </ActionBar>
    ),
  },
]

import { Grid } from '../layout/layout.tsx'
import { Card } from './card.tsx'
import type { Example } from '../example.ts'

export const examples: readonly Example[] = [
  {
    name: 'grid',
    show: (
      <Grid>
        <Card title="Nộp hồ sơ trực tuyến" href="/nop-ho-so" icon="send" headingLevel={3}>
          <p>Chọn thủ tục, điền tờ khai, gửi giấy tờ.</p>
        </Card>
        <Card title="Thanh toán (chưa mở)" icon="wallet" headingLevel={3} tone="quiet">
          <p>Nộp tại Bộ phận Một cửa.</p>
        </Card>
      </Grid>
    ),
  },
  {
    name: 'ask',
    show: (
      <Card title="Cần Ông/Bà bổ sung" tone="ask" icon="alert" headingLevel={3}>
        <p>Bản chụp Giấy chứng sinh bị mờ.</p>
      </Card>
    ),
  },
]

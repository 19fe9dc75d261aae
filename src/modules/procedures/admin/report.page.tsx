import { formatDate, formatDateTime } from '../../../platform/clock.ts'
import { type Answer, page, type Web } from '../../../platform/http/index.ts'
import { Details, InsetText, Table } from '../../../ui/index.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { OddKind } from '../catalogue/odd.ts'
import { procedureHref } from '../citizen/choice.ts'
import { COUNT_WORDS, ODD_WORDS } from './odd-words.ts'

/** /quan-tri/danh-muc/bao-cao: what the last load found. */
export function mountCatalogueReport(web: Web, { catalogue }: { catalogue: Catalogue }): void {
  web.get('/quan-tri/danh-muc/bao-cao', { audience: 'admin' }, () => reportPage(catalogue))
}

async function reportPage(catalogue: Catalogue): Promise<Answer> {
  const report = await catalogue.report()
  const title = 'Báo cáo nạp danh mục thủ tục'
  if (!report) return page({ title, nav: 'catalogue', main: <InsetText>Danh mục chưa được nạp.</InsetText> })
  return page({
    title,
    nav: 'catalogue',
    main: (
      <>
        <h1>{title}</h1>
        <p>
          Danh mục quốc gia ngày {formatDate(report.as_of)}, nạp lúc {formatDateTime(report.loaded_at)}.
        </p>
        <Table
          caption="Số lượng"
          head={['Mục', { text: 'Số', numeric: true }]}
          rows={Object.entries(report.counts).map(([key, count]) => [COUNT_WORDS[key] ?? key, count])}
        />
        <h2>Điều lạ trong nguồn</h2>
        <p>Không có gì được sửa mà không ghi ở đây.</p>
        <Table
          caption="Điều lạ trong nguồn"
          hideCaption
          head={['Loại', { text: 'Số lần', numeric: true }, 'Đã làm gì', 'Ví dụ']}
          rows={report.odd.map((kind) => [
            ODD_WORDS[kind.kind].title,
            kind.count,
            ODD_WORDS[kind.kind].done,
            <Examples kind={kind} />,
          ])}
        />
      </>
    ),
  })
}

const Examples = ({ kind }: { kind: OddKind }) => (
  <Details summary={`${kind.examples.length} ví dụ`}>
    <ul>
      {kind.examples.map((example) => (
        <li>
          <a href={procedureHref('vi', example.code)}>{example.code}</a> {example.text}
        </li>
      ))}
    </ul>
  </Details>
)

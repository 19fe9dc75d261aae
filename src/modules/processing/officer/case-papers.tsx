import { formatDateTime } from '../../../platform/clock.ts'
import { InsetText, Tag, WarningText } from '../../../ui/index.ts'
import type { DocumentView } from '../../documents/index.ts'
import { type DossierRow, documentTitle, isForm, type PaperRow } from '../../dossiers/index.ts'
import { type FileView, shownAs } from '../../files/index.ts'
import type { Answers } from '../../forms/index.ts'
import type { CasePackage } from '../ports.ts'

/** What was handed in, to be read beside the form. */
export function PapersPane({ row, papers, files, version, answers }: { row: DossierRow; papers: PaperRow[]; files: FileView[]; version: CasePackage; answers: Answers }) {
  const names = new Map(version.components(row.case_key, answers).map((one) => [one.id, one.name.vi]))
  return (
    <div data-behaviour="papers">
      <h2 class="govuk-heading-m">Giấy tờ đính kèm</h2>
      {papers.length === 0 ? <p class="govuk-body">Không có giấy tờ đính kèm.</p> : null}
      {papers.map((paper, index) => {
        // One file may serve several components: it is opened once.
        const before = papers.slice(0, index).find((one) => one.file_id === paper.file_id && !one.replaced_at)
        const file = files.find((one) => one.fileId === paper.file_id)
        const address = `/can-bo/ho-so/${row.code}/giay-to/${paper.id}`
        return (
          <figure class="mc-paper-view">
            <figcaption class="govuk-heading-s">
              {names.get(paper.component) ?? paper.component} {paper.replaced_at ? <Tag colour="grey">đã thay</Tag> : null}
              <br />
              <a class="govuk-link" href={address} target="_blank" rel="noopener">
                {file?.filename ?? 'Tệp'}
              </a>{' '}
              {file && file.scan !== 'clean' ? <Tag colour="yellow">chưa quét virus</Tag> : null}
              {file && shownAs(file) === 'pdf' ? (
                <>
                  {' '}
                  <a class="govuk-link" href={`${address}?ban=goc`}>
                    tải ảnh gốc
                    <span class="govuk-visually-hidden"> {file.filename}</span>
                  </a>
                </>
              ) : null}
              {before ? ` cùng tệp với «${names.get(before.component) ?? before.component}» ở trên` : null}
            </figcaption>
            {paper.replaced_at || before || !file ? null : <PaperShown {...{ file, address }} name={names.get(paper.component) ?? ''} />}
          </figure>
        )
      })}
    </div>
  )
}

/** The paper where it can be shown; else why not. */
function PaperShown({ file, address, name }: { file: FileView; address: string; name: string }) {
  const how = shownAs(file)
  if (how === 'refused') {
    return <WarningText>{file.refusal === 'infected' ? 'Tệp này có mã độc nên không mở.' : 'Tệp này bị hỏng, không xem được.'} Hãy yêu cầu nộp lại giấy tờ này.</WarningText>
  }
  if (how === 'not-yet') return <InsetText>Ảnh HEIC này đang được chuyển thành PDF. Tải lại trang sau một, hai phút để xem; ảnh gốc tải về được ngay.</InsetText>
  return how === 'pdf' || file.mediaType === 'application/pdf' ? (
    <iframe class="mc-paper-frame" src={address} title={file.filename} loading="lazy" />
  ) : (
    <img class="mc-paper-image" src={address} alt={`Ảnh: ${name}`} loading="lazy" />
  )
}

/** What was printed of the dossier. */
export function Documents({ row, documents }: { row: DossierRow; documents: DocumentView[] }) {
  if (documents.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Phiếu và kết quả đã in</h2>
      <ul class="govuk-list">
        {documents.map((document) => (
          <li>
            <a class="govuk-link" href={`/can-bo/ho-so/${row.code}/van-ban/${document.documentId}`}>
              {documentTitle(document.template, 'vi')}
            </a>
            {document.number ? `, số ${document.number}/${document.year}` : ''} · {formatDateTime(document.printedAt)}
            {document.signed || isForm(document.template) ? '' : ' · bản chưa ký số'}
          </li>
        ))}
      </ul>
    </section>
  )
}

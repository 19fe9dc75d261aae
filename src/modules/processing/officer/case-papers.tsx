import { formatDateTime } from '../../../platform/clock.ts'
import type { WebRequest } from '../../../platform/http/index.ts'
import { Button, FormKeys, InsetText, ScriptButton, Tag, WarningText } from '../../../ui/index.ts'
import type { DocumentView, Reprint } from '../../documents/index.ts'
import { type DossierRow, documentTitle, isForm, isResult, type PaperRow, replacementOf } from '../../dossiers/index.ts'
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
    <>
      <div class="mc-paper-tools">
        <ScriptButton value="1.25">Phóng to</ScriptButton>
        <ScriptButton value="0.8">Thu nhỏ</ScriptButton>
        <ScriptButton value="">Xoay</ScriptButton>
      </div>
      {/* As high before the picture is there as with it. */}
      <div class="mc-paper-scroll" role="group" aria-label={`Ảnh: ${name}`} tabindex={0}>
        <img class="mc-paper-image" src={address} alt={`Ảnh: ${name}`} loading="lazy" />
      </div>
    </>
  )
}

/** What was printed of the dossier. */
export function Documents({ r, row, documents, reprints }: { r: WebRequest; row: DossierRow; documents: DocumentView[]; reprints: Reprint[] }) {
  if (documents.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m" id="giay-to-da-in">
        Phiếu và kết quả đã in
      </h2>
      <ul class="govuk-list">
        {documents.map((document) => (
          <li>
            <a class="govuk-link" href={`/can-bo/ho-so/${row.code}/van-ban/${document.documentId}`}>
              {documentTitle(document.template, 'vi')}
            </a>
            {document.number ? `, số ${document.number}/${document.year}` : ''} · {formatDateTime(document.printedAt)}
            {document.signed || isForm(document.template) ? '' : ' · bản chưa ký số'}
            {replacementOf(document, documents) ? (
              <>
                {' '}
                <Tag colour="red" icon="alert">
                  Đã thu hồi, được thay bằng kết quả lập lúc {formatDateTime(replacementOf(document, documents)?.printedAt ?? document.printedAt)}
                </Tag>
              </>
            ) : null}
            {isResult(document.template) && document.replaces ? ' · thay thế kết quả đã thu hồi' : ''}
            <Copies r={r} row={row} document={document} copies={reprints.filter((one) => one.documentId === document.documentId)} />
          </li>
        ))}
      </ul>
      {row.accepted_at ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/can-bo/ho-so/${row.code}/phieu-kiem-soat.pdf`}>
            In phiếu kiểm soát (Mẫu 06) đến lúc này
          </a>
        </p>
      ) : null}
    </section>
  )
}

/** Copies of a paper that were printed, and the button for one more. */
function Copies({ r, row, document, copies }: { r: WebRequest; row: DossierRow; document: DocumentView; copies: Reprint[] }) {
  const base = `/can-bo/ho-so/${row.code}/van-ban/${document.documentId}`
  const name = documentTitle(document.template, 'vi')
  return (
    <>
      {copies.map((one) => (
        <>
          {' · '}
          <a class="govuk-link" href={`${base}/ban-in-lai/${one.copy}`}>
            bản in lại lần {one.copy}
            <span class="govuk-visually-hidden"> của {name}</span>
          </a>{' '}
          ({formatDateTime(one.at)}, {one.byName})
        </>
      ))}
      <form method="post" action={`${base}/in-lai`} class="mc-inline-form">
        <FormKeys csrf={r.csrf} />
        <Button variant="secondary">
          In lại<span class="govuk-visually-hidden"> {name}</span>
        </Button>
      </form>
    </>
  )
}

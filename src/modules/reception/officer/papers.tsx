import { Button, FileUpload, Tag } from '../../../ui/index.ts'
import { ACCEPTED_ENDINGS } from '../../files/index.ts'
import type { Draft } from '../draft.ts'
import type { ReceptionComponent } from '../ports.ts'
import type { PaperCounts } from '../rules/counts.ts'
import type { ScanRow } from '../store.ts'
import { control, draftUrl } from './deps.ts'
import { countControl } from './entry-typed.ts'

export const scanControl = (component: string): string => `quet-${component}`
export const cameraControl = (component: string): string => `chup-${component}`
/** Component of a file's control. */
export const componentOfFile = (name: string): string => name.replace(/^(?:quet|chup)-/, '')
/** What the button beside scanned pages sends. */
export const UNSCAN = control('unscan')

const KINDS = [
  ['originals', 'Bản chính'],
  ['certified', 'Chứng thực'],
  ['copies', 'Bản photo'],
] as const

interface PapersProps {
  draft: Draft
  components: readonly ReceptionComponent[]
  counts: ReadonlyMap<string, PaperCounts>
  errors: ReadonlyMap<string, string>
  /** Below which a scan should be made again. */
  leastDpi: number
}

/** The checklist: what is handed in, counted by kind, with its scanned pages; what is only shown stands apart. */
export function Papers({ draft, components, counts, errors, leastDpi }: PapersProps) {
  const shown = components.filter((one) => one.presentedOnly)
  return (
    <section id="giay-to">
      <h2 class="govuk-heading-m">Giấy tờ nộp</h2>
      {components
        .filter((one) => !one.presentedOnly)
        .map((one) => (
          <Paper key={one.id} leastDpi={leastDpi} draft={draft} component={one} counts={counts.get(one.id)} error={errors.get(one.id)} scan={draft.scans.find((scan) => scan.component === one.id)} />
        ))}
      {shown.length > 0 ? (
        <>
          <h3 class="govuk-heading-s">Chỉ xuất trình để đối chiếu, không thu</h3>
          <ul class="govuk-list govuk-list--bullet">
            {shown.map((one) => (
              <li key={one.id}>{one.name.vi}</li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

function Paper({ draft, component, counts, error, scan, leastDpi }: { leastDpi: number; draft: Draft; component: ReceptionComponent; counts?: PaperCounts; error?: string; scan?: ScanRow }) {
  const { id, name, required, hint } = component
  return (
    <fieldset class={`govuk-fieldset mc-paper mc-counter-paper${error ? ' govuk-form-group--error' : ''}`} id={`giay-${id}`}>
      <legend class="govuk-fieldset__legend">
        {name.vi}
        {required ? '' : ' (nếu có)'}
      </legend>
      {hint ? <p class="govuk-hint">{hint.vi}</p> : null}
      {error ? <p class="govuk-error-message">{error}</p> : null}
      <div class="mc-counter-paper__counts">
        {(draft.channel === 2 ? [] : KINDS).map(([kind, label]) => (
          <div class="govuk-form-group" key={kind}>
            <label class="govuk-label" for={`tn-${kind}-${id}`}>
              {label}
            </label>
            <input class="govuk-input govuk-input--width-2" id={`tn-${kind}-${id}`} name={countControl(id, kind)} value={counts?.[kind] || ''} inputmode="numeric" autocomplete="off" maxLength={2} />
          </div>
        ))}
        <FileUpload name={scanControl(id)} id={`quet-${id}`} label={scan ? 'Quét thêm trang' : draft.channel === 2 ? 'Tệp hoặc trang quét' : 'Trang quét'} accept={ACCEPTED_ENDINGS} multiple />
      </div>
      <Scanned leastDpi={leastDpi} draft={draft} scan={scan} name={name.vi} />
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Chụp bằng máy ảnh</span>
        </summary>
        <div class="govuk-details__text">
          <FileUpload name={cameraControl(id)} id={`chup-${id}`} label={`Chụp: ${name.vi}`} accept="image/*" capture="environment" />
        </div>
      </details>
    </fieldset>
  )
}

function Scanned({ draft, scan, name, leastDpi }: { leastDpi: number; draft: Draft; scan?: ScanRow; name: string }) {
  if (!scan) return null
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`${draftUrl(draft.id)}/quet/${scan.component}`} target="_blank" rel="noopener">
        {scan.pages > 0 ? `Xem ${scan.pages} trang đã quét (PDF)` : 'Xem tệp PDF đã nhận'}
      </a>{' '}
      {scan.coarsest !== null && scan.coarsest < leastDpi ? (
        <Tag colour="yellow" icon="alert">
          Chỉ {scan.coarsest} dpi, quy định từ {leastDpi} dpi: nên quét lại
        </Tag>
      ) : null}{' '}
      <Button variant="secondary" name={UNSCAN} value={scan.component} formNoValidate>
        Bỏ các trang quét
        <span class="govuk-visually-hidden"> của {name}</span>
      </Button>
    </p>
  )
}

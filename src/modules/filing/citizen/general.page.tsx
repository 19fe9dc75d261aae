import { field, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { langWritten } from '../../../platform/text.ts'
import type { Lang } from '../../../platform/words.ts'
import { Button, Fieldset, FormKeys, InsetText, Radios, Select, type SummaryError } from '../../../ui/index.ts'
import { type Asking, unitItems } from '../../forms/index.ts'
import type { Citizen, Draft } from '../drafts.ts'
import type { FilingAgency, FilingPackage } from '../ports.ts'
import { DRAFT } from './beside.ts'
import type { FilingPageDeps } from './deps.ts'
import { openDraft, stepUrl, wizardPage } from './wizard.tsx'
import { filingWords } from './words.ts'

interface General {
  provinceCode: string
  communeCode: string
  caseKey: string
  resultWay: string
}

/** Step 1: where it is filed, which case, how the result comes. Without script a button brings the communes. */
export function mountGeneralPage(web: Web, deps: FilingPageDeps): void {
  const url = '/nop-ho-so/ban-nhap/:id/1'

  web.get(url, { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const { draft } = opened
    const kept: General = {
      provinceCode: draft.province_code ?? '',
      communeCode: draft.commune_code ?? '',
      caseKey: draft.case_key ?? '',
      resultWay: draft.result_way ?? '',
    }
    return show(r, opened, kept, [])
  }, { beside: DRAFT })

  web.post(url, { audience: 'citizen' }, async (r) => {
    const opened = await openDraft(deps, r)
    if (!opened.ok) return opened.answer
    const { draft, version } = opened
    const sent: General = {
      provinceCode: field(r.form, 'provinceCode'),
      communeCode: field(r.form, 'communeCode'),
      caseKey: field(r.form, 'caseKey') || (version.cases.length === 1 ? (version.cases[0]?.key ?? '') : ''),
      resultWay: field(r.form, 'resultWay'),
    }
    const asking = await deps.asking(r.lang)
    if (!asking.places.communesOf(sent.provinceCode).some((commune) => commune.code === sent.communeCode)) sent.communeCode = ''
    const resultWay = version.resultWays.find((way) => way === sent.resultWay) ?? null
    const saved = await deps.drafts.saveGeneral(r.actor as Citizen, draft, {
      provinceCode: sent.provinceCode || null,
      communeCode: sent.communeCode || null,
      caseKey: sent.caseKey || null,
      resultWay,
    })
    if (!saved.ok) return problem(saved.refusal)
    if (r.form._pick !== undefined) return show(r, opened, sent, [])
    if (saved.complete) return seeOther(stepUrl(r.lang, draft.id, 2))
    return show(r, opened, sent, await mistakes(r.lang, version, sent))
  }, { beside: DRAFT })

  async function mistakes(lang: Lang, version: FilingPackage, sent: General): Promise<SummaryError[]> {
    const words = filingWords(lang)
    const errors: SummaryError[] = []
    if (!sent.communeCode) errors.push({ href: '#communeCode', text: words.choosePlace })
    else if (!(await deps.agencies.competent(sent.communeCode, version.level, version.code))) errors.push({ href: '#communeCode', text: words.noAgency })
    if (!sent.caseKey) errors.push({ href: '#caseKey', text: words.chooseCase })
    if (!sent.resultWay) errors.push({ href: '#resultWay', text: words.chooseWay })
    return errors
  }

  async function show(r: WebRequest, opened: { draft: Draft; version: FilingPackage }, general: General, errors: SummaryError[]) {
    const asking = await deps.asking(r.lang)
    const agency = general.communeCode ? await deps.agencies.competent(general.communeCode, opened.version.level, opened.version.code) : null
    return wizardPage({
      r,
      ...opened,
      step: 1,
      errors,
      scripts: ['communes'],
      children: <GeneralForm {...{ r, general, errors, asking, agency }} version={opened.version} open={await deps.openPlaces()} />,
    })
  }
}

interface GeneralFormProps {
  r: WebRequest
  general: General
  errors: readonly SummaryError[]
  asking: Asking
  agency: FilingAgency | null
  version: FilingPackage
  open: readonly { provinceCode: string; communeCode: string; name: string }[]
}

function GeneralForm({ r, general, errors, asking, agency, version, open }: GeneralFormProps) {
  const { lang } = r
  const words = filingWords(lang)
  const errorAt = (id: string) => errors.find((error) => error.href === `#${id}`)?.text
  const communes = asking.places.communesOf(general.provinceCode)
  return (
    <form method="post" novalidate>
      <FormKeys csrf={r.csrf} />
      <Fieldset legend={words.where} legendSize="m">
        <p class="govuk-hint">{words.whereHint}</p>
        <Select
          name="provinceCode"
          label={words.province}
          value={general.provinceCode}
          items={[{ value: '', text: words.pick }, unitItems(asking.places.provinces, lang)]}
        />
        <Button variant="secondary" name="_pick" value="communes" formNoValidate untilScript>
          {words.showCommunes}
        </Button>
        <Select
          name="communeCode"
          label={words.commune}
          value={general.communeCode}
          error={errorAt('communeCode')}
          hint={communes.length === 0 ? words.pickProvinceFirst : undefined}
          items={[{ value: '', text: words.pick }, unitItems(communes, lang)]}
        />
      </Fieldset>
      {agency ? (
        <InsetText>
          <strong>{words.agency}:</strong> {lang === 'vi' ? agency.nameVi : (agency.nameEn ?? agency.nameVi)}
          {agency.address ? <span lang={langWritten(agency.address, lang)}>, {agency.address}</span> : null}
        </InsetText>
      ) : (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{words.openHere}</span>
          </summary>
          <div class="govuk-details__text">
            <ul class="govuk-list govuk-list--bullet">
              {open.map((place) => (
                <li>{place.name}</li>
              ))}
            </ul>
          </div>
        </details>
      )}
      {version.cases.length > 1 ? (
        <Radios
          name="caseKey"
          legend={words.caseLegend}
          legendSize="m"
          value={general.caseKey}
          error={errorAt('caseKey')}
          items={version.cases.map((one) => ({ value: one.key, text: <span lang={langWritten(one.label[lang], lang)}>{one.label[lang]}</span>, hint: one.hint?.[lang] }))}
        />
      ) : null}
      <Radios
        name="resultWay"
        legend={words.wayLegend}
        legendSize="m"
        value={general.resultWay}
        error={errorAt('resultWay')}
        items={version.resultWays.map((way) => ({ value: way, text: words[`way${way}`] }))}
      />
      <Button>{words.saveContinue}</Button>
    </form>
  )
}

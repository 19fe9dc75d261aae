// Brings the communes of the province just chosen, from the page that the button «Hiện danh sách» would bring. Without it
// one presses the button.

import { whenShown } from './parts/telling.ts'

const PROVINCE = 'select[name$=-province], select[name=provinceCode]'
const COMMUNE = 'select[name$=-commune], select[name=communeCode]'

whenShown(() => {
  for (const province of document.querySelectorAll<HTMLSelectElement>(PROVINCE)) {
    if (!buttonOf(province) || !savesItself(province.form)) continue
    // Chosen before the script came.
    const communes = groupOf(province)?.querySelector<HTMLSelectElement>(COMMUNE)
    if (province.value && communes?.options.length === 1) bring(province)
  }
})

document.addEventListener('change', (event) => {
  const province = event.target
  if (!(province instanceof HTMLSelectElement) || !province.matches(PROVINCE)) return
  // Whoever goes through the list by its arrows passes many provinces: the one at which they stop counts.
  clearTimeout(waiting)
  waiting = setTimeout(() => bring(province), 200)
})

let waiting: ReturnType<typeof setTimeout>

function groupOf(province: HTMLSelectElement) {
  return province.closest('fieldset')
}

function buttonOf(province: HTMLSelectElement) {
  return groupOf(province)?.querySelector<HTMLButtonElement>('button[name=_pick]') ?? null
}

/** A form that takes files and does not save itself is sent once, as a whole. */
function savesItself(form: HTMLFormElement | null) {
  return form !== null && (form.enctype !== 'multipart/form-data' || form.matches('[data-behaviour~=autosave]'))
}

function bring(province: HTMLSelectElement) {
  const { form } = province
  const button = buttonOf(province)
  const commune = groupOf(province)?.querySelector<HTMLSelectElement>(COMMUNE)
  if (!form || !button || !commune || !savesItself(form)) return
  const request = new XMLHttpRequest()
  const asked = province.value
  request.open('POST', form.action)
  commune.setAttribute('aria-busy', 'true')
  request.onloadend = () => {
    // An answer that comes late is another province's.
    if (province.value !== asked) return
    commune.removeAttribute('aria-busy')
    const page = new DOMParser().parseFromString(request.responseText, 'text/html')
    const there = page.querySelector<HTMLSelectElement>(`select[name="${commune.name}"]`)
    // A line that is down: the button is there again, and nothing is lost.
    if (request.status !== 200 || !there) button.classList.remove('mc-until-script')
    else commune.replaceChildren(...there.children)
  }
  const fields = [...new FormData(form, button)].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  // Only the list is wanted: the form saves itself, and what is saved behind its back it would take for another device's.
  fields.push(['_look', '1'])
  request.send(new URLSearchParams(fields))
}

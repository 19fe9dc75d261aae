// Brings the communes of the province just chosen, from the page that the button «Hiện danh sách» would bring. Without it
// one presses the button.

const PROVINCE = 'select[name$=-province], select[name=provinceCode]'
const COMMUNE = 'select[name$=-commune], select[name=communeCode]'

for (const province of document.querySelectorAll<HTMLSelectElement>(PROVINCE)) {
  const button = buttonOf(province)
  if (button && !isMultipart(province.form)) button.hidden = true
}

document.addEventListener('change', (event) => {
  const province = event.target
  if (province instanceof HTMLSelectElement && province.matches(PROVINCE)) bring(province)
})

function groupOf(province: HTMLSelectElement) {
  return province.closest('fieldset')
}

function buttonOf(province: HTMLSelectElement) {
  return groupOf(province)?.querySelector<HTMLButtonElement>('button[name=_pick]') ?? null
}

function isMultipart(form: HTMLFormElement | null) {
  return form?.enctype === 'multipart/form-data'
}

function bring(province: HTMLSelectElement) {
  const { form } = province
  const button = buttonOf(province)
  const commune = groupOf(province)?.querySelector<HTMLSelectElement>(COMMUNE)
  if (!form || !button || !commune || isMultipart(form)) return
  const request = new XMLHttpRequest()
  request.open('POST', form.action)
  commune.setAttribute('aria-busy', 'true')
  request.onloadend = () => {
    commune.removeAttribute('aria-busy')
    const page = new DOMParser().parseFromString(request.responseText, 'text/html')
    const there = page.querySelector<HTMLSelectElement>(`select[name="${commune.name}"]`)
    // A line that is down: the button is there again, and nothing is lost.
    if (request.status !== 200 || !there) button.hidden = false
    else commune.replaceChildren(...there.children)
  }
  const fields = [...new FormData(form, button)].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  // Only the list is wanted: the form saves itself, and what is saved behind its back it would take for another device's.
  fields.push(['_look', '1'])
  request.send(new URLSearchParams(fields))
}

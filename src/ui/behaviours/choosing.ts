// A list whose rows can be chosen: one box for all of the page, x for the row that j and k stand on, and how many are chosen.
// Without it each row's box is ticked by itself.

for (const form of document.querySelectorAll<HTMLElement>('[data-behaviour=choosing]')) {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('[data-row-choice]')]
  const said = form.querySelector<HTMLElement>('[data-chosen-count]')
  const all = form.querySelector<HTMLButtonElement>('[data-choose-all]')
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length
    if (said) said.textContent = chosen === 0 ? 'Chưa chọn hồ sơ nào.' : `Đã chọn ${chosen} hồ sơ.`
    if (all) all.textContent = chosen === boxes.length ? 'Bỏ chọn tất cả' : 'Chọn cả trang'
  }
  all?.addEventListener('click', () => {
    const to = !boxes.every((box) => box.checked)
    for (const box of boxes) box.checked = to
    tell()
  })
  form.addEventListener('change', tell)
  addEventListener('pageshow', tell)
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'x' || event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest('input, textarea, select')) return
    const box = document.querySelector<HTMLInputElement>('.mc-row-here [data-row-choice]')
    if (!box) return
    box.checked = !box.checked
    tell()
  })
  tell()
}

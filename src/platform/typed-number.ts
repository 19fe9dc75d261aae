/** 1.234.567 and 1 234 567 group thousands; a comma, or a lone point that groups nothing, begins the decimals. */
export function numberOf(typed: string): number | null {
  const bare = typed.replace(/\s+/g, '').replace(/(đ|đồng|vnđ|vnd)$/i, '')
  if (/^-?\d{1,3}(\.\d{3})+(,\d{1,6})?$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'))
  return /^-?\d{1,15}([.,]\d{1,6})?$/.test(bare) ? Number(bare.replace(',', '.')) : null
}

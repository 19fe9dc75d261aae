const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

function below100(n: number): string {
  const tens = Math.floor(n / 10)
  const unit = n % 10
  if (tens === 0) return DIGITS[unit] ?? ''
  const head = tens === 1 ? 'mười' : `${DIGITS[tens]} mươi`
  if (unit === 0) return head
  if (unit === 5) return `${head} lăm`
  if (unit === 1 && tens > 1) return `${head} mốt`
  return `${head} ${DIGITS[unit]}`
}

/** 1 to 9999: 2005 → hai nghìn không trăm linh năm. */
export function numberInWords(n: number): string {
  const thousands = Math.floor(n / 1000)
  const hundreds = Math.floor((n % 1000) / 100)
  const rest = n % 100
  const words: string[] = []
  if (thousands > 0) words.push(`${DIGITS[thousands]} nghìn`)
  if (n >= 100 && (hundreds > 0 || rest > 0)) words.push(`${DIGITS[hundreds]} trăm`)
  if (rest > 0) words.push(n >= 100 && rest < 10 ? `linh ${DIGITS[rest]}` : below100(rest))
  return words.join(' ')
}

/** «ghi bằng chữ» of a civil-status form: Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu. */
export function dateInWords(date: string): string | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date)
  if (!match) return null
  const [year, month, day] = [match[1], match[2], match[3]].map(Number)
  const parts = [
    match[3] ? `ngày ${numberInWords(day ?? 0)}` : '',
    match[2] ? `tháng ${month === 4 ? 'tư' : numberInWords(month ?? 0)}` : '',
    `năm ${numberInWords(year ?? 0)}`,
  ].filter(Boolean)
  const text = parts.join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

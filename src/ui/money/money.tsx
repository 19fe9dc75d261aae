/** 1234567 → "1.234.567 đ", its parts never broken over two lines. */
export function formatMoney(amount: number | bigint | string): string {
  const [, sign = '', digits = '0'] = /^(-?)(\d+)$/.exec(String(amount)) ?? []
  return `${sign && '−'}${digits.replace(/\B(?=(\d{3})+$)/g, '.')}\u00a0đ`
}

/** An amount in đồng. */
export const Money = ({ amount }: { amount: number | bigint | string }) => (
  <span class="mc-money">{formatMoney(amount)}</span>
)

/**
 * How a signer stands under a paper: a chairman signs for the committee (TM.), a deputy in the chairman's stead (KT.).
 * @see NĐ 30/2020/NĐ-CP on clerical work, Phụ lục I (quyền hạn ký)
 */
export function signerOf(name: string, title: string | null): { authority: string; title: string; name: string } {
  const post = title?.trim() ?? ''
  if (/^phó chủ tịch/iu.test(post)) return { authority: 'KT. Chủ tịch', title: 'Phó Chủ tịch', name }
  if (/^chủ tịch/iu.test(post)) return { authority: 'TM. Ủy ban nhân dân', title: 'Chủ tịch', name }
  return { authority: '', title: post, name }
}

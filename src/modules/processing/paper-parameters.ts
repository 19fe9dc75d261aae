import { choiceParameter, numberParameter, type Parameter } from '../parameters/index.ts'

const LAW = 'TT 01/2018/TT-VPCP in phiếu khổ A5, sổ khổ A4; chưa tìm thấy quy định về khổ giấy trong TT 03/2025/TT-VPCP'

/** On which paper an office prints its slips. */
export const SLIP_PAPER = choiceParameter({ key: 'processing.slip-paper', title: 'Khổ giấy in phiếu (Mẫu 01 đến Mẫu 06, CT04 đến CT06)', choices: { a5: 'A5', a4: 'A4' }, default: 'a5', law: LAW, confirmed: false })

/** On which paper an office prints its book of dossiers and books of results. */
export const BOOK_PAPER = choiceParameter({ key: 'processing.book-paper', title: 'Khổ giấy in sổ theo dõi hồ sơ và sổ kết quả', choices: { a4: 'A4 ngang', a3: 'A3 ngang' }, default: 'a4', law: LAW, confirmed: false })

/** How many dossiers stand in one volume of the book of dossiers. */
export const REGISTER_CAPACITY = numberParameter({
  key: 'processing.register-capacity',
  title: 'Số hồ sơ trong một quyển Sổ theo dõi hồ sơ',
  unit: 'hồ sơ',
  min: 10,
  max: 100_000,
  default: 1000,
  law: 'Chưa tìm thấy quy định về số trang của Sổ theo dõi hồ sơ (Mẫu 07)',
  confirmed: false,
})

export const PAPER_PARAMETERS: readonly Parameter[] = [SLIP_PAPER, BOOK_PAPER, REGISTER_CAPACITY]

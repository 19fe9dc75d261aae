import { choiceParameter } from '../../parameters/index.ts'

/** Who gives the steps of an agency to its officers. */
export const ASSIGNMENT_MODE = choiceParameter({
  key: 'work.assignment',
  title: 'Cách giao việc cho cán bộ',
  choices: { leader: 'Lãnh đạo giao, hoặc cán bộ tự nhận', automatic: 'Tự động giao cho người đang giữ ít việc nhất' },
  default: 'leader',
  hint: 'Tự động: chọn trong những người có nhiệm vụ của bước và không vắng mặt; người vắng mặt thì giao cho người thay đã nêu tên.',
  law: 'Nghị định 309/2026/NĐ-CP, Điều 11.8 (người thay khi vắng mặt); cách giao do cơ quan chọn',
  confirmed: false,
})

export const WORK_PARAMETERS = [ASSIGNMENT_MODE] as const

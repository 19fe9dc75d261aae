import type { Staff } from '../modules/processing/index.ts'
import type { NavSection } from '../site/index.ts'

/** The administrators' left column. */
export const ADMIN_SECTIONS: readonly NavSection[] = [
  {
    title: 'Quản trị',
    items: [
      { key: 'agencies', href: '/quan-tri/co-quan', text: 'Cơ quan' },
      { key: 'staff', href: '/quan-tri/can-bo', text: 'Cán bộ' },
      { key: 'absences', href: '/quan-tri/vang-mat', text: 'Vắng mặt, thay thế' },
      { key: 'holidays', href: '/quan-tri/ngay-nghi', text: 'Ngày nghỉ' },
      { key: 'hours', href: '/quan-tri/gio-lam-viec', text: 'Giờ làm việc' },
      { key: 'parameters', href: '/quan-tri/tham-so', text: 'Tham số' },
      { key: 'queue', href: '/quan-tri/xep-hang', text: 'Xếp hàng' },
      { key: 'criteria', href: '/quan-tri/tieu-chi-danh-gia', text: 'Tiêu chí đánh giá' },
      { key: 'paper-places', href: '/quan-tri/noi-de-ho-so', text: 'Nơi để hồ sơ giấy' },
      { key: 'packages', href: '/quan-tri/goi-thu-tuc', text: 'Gói thủ tục' },
      { key: 'processes', href: '/quan-tri/quy-trinh', text: 'Quy trình nội bộ' },
      { key: 'catalogue', href: '/quan-tri/danh-muc/bao-cao', text: 'Danh mục thủ tục' },
    ],
  },
]

/** What officers work with beside their dossiers: shown to those who hold one of the duties. */
const OFFICE_TOOLS = [
  { key: 'tiep-nhan', href: '/can-bo/tiep-nhan', text: 'Tiếp nhận', shortcut: 'g n', duties: ['reception'] },
  { key: 'huong-dan', href: '/can-bo/tiep-nhan/huong-dan', text: 'Hướng dẫn', shortcut: 'g h', duties: ['reception'] },
  { key: 'so-chung-thuc', href: '/can-bo/so-chung-thuc', text: 'Sổ chứng thực', shortcut: 'g s', duties: ['reception'] },
  { key: 'quay', href: '/can-bo/quay', text: 'Quầy gọi số', shortcut: 'q', duties: ['reception', 'specialist', 'leader', 'clerk'] },
  { key: 'tra-ket-qua', href: '/can-bo/tra-ket-qua', text: 'Trả kết quả', duties: ['reception', 'clerk'] },
  { key: 'ban-giao', href: '/can-bo/ban-giao', text: 'Bàn giao', shortcut: 'g g', duties: ['reception', 'specialist', 'leader', 'clerk'] },
  { key: 'ho-so-giay', href: '/can-bo/ho-so-giay', text: 'Hồ sơ giấy ở đâu', duties: ['reception', 'specialist', 'leader', 'clerk'] },
  { key: 'cuoi-ngay', href: '/can-bo/cuoi-ngay', text: 'Báo cáo cuối ngày', duties: ['reception', 'leader', 'clerk'] },
  { key: 'niem-yet', href: '/niem-yet', text: 'Danh mục niêm yết', duties: ['reception', 'leader'] },
  { key: 'so-lieu-quay', href: '/can-bo/quay/so-lieu', text: 'Thời gian chờ', duties: ['leader'] },
  { key: 'danh-gia', href: '/can-bo/danh-gia', text: 'Đánh giá của người dân', duties: ['leader'] },
] as const

export function officeTools(actor: Staff): NavSection[] {
  const held = new Set<string>(actor.posts.flatMap((post) => post.duties))
  const items = OFFICE_TOOLS.filter((tool) => tool.duties.some((duty) => held.has(duty))).map(({ duties, ...item }) => item)
  return items.length > 0 ? [{ title: 'Một cửa', items }] : []
}

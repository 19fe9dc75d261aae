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
      { key: 'packages', href: '/quan-tri/goi-thu-tuc', text: 'Gói thủ tục' },
      { key: 'processes', href: '/quan-tri/quy-trinh', text: 'Quy trình nội bộ' },
      { key: 'catalogue', href: '/quan-tri/danh-muc/bao-cao', text: 'Danh mục thủ tục' },
    ],
  },
]

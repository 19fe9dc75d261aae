import { defineWords } from '../../platform/words.ts'

/** Names of this module's enumerations. */
export const agencyWords = defineWords({
  vi: {
    kind: {
      'service-centre': 'Trung tâm Phục vụ hành chính công',
      'peoples-committee': 'Ủy ban nhân dân',
      department: 'Sở, ban, ngành',
      ministry: 'Bộ, cơ quan ngang bộ',
      police: 'Công an',
      'social-insurance': 'Bảo hiểm xã hội',
      unit: 'Phòng, đơn vị trực thuộc',
      other: 'Cơ quan khác',
    },
    level: { ministry: 'Cấp bộ', province: 'Cấp tỉnh', commune: 'Cấp xã' },
    duty: {
      reception: 'Cán bộ một cửa',
      specialist: 'Công chức chuyên môn',
      leader: 'Lãnh đạo',
      clerk: 'Văn thư',
      administrator: 'Quản trị',
    },
    absence: { leave: 'Nghỉ phép', illness: 'Ốm', mission: 'Công tác', training: 'Đào tạo, tập huấn', other: 'Lý do khác' },
  },
  en: {
    kind: {
      'service-centre': 'Public administration service centre',
      'peoples-committee': "People's Committee",
      department: 'Department',
      ministry: 'Ministry',
      police: 'Police',
      'social-insurance': 'Social insurance',
      unit: 'Unit',
      other: 'Other agency',
    },
    level: { ministry: 'Ministry', province: 'Province', commune: 'Commune' },
    duty: {
      reception: 'One-stop officer',
      specialist: 'Specialist',
      leader: 'Leader',
      clerk: 'Clerk',
      administrator: 'Administrator',
    },
    absence: { leave: 'Leave', illness: 'Illness', mission: 'Mission', training: 'Training', other: 'Other' },
  },
})

/** Demo people and places, at the seeds' places: invented names, numbers that nobody has, one password for all. */
export const DEMO_PASSWORD = 'MotCua@2026'

export const DEMO_AGENCIES = [
  {
    id: '01900000-0000-7000-8000-000000000101',
    centreId: '01900000-0000-7000-8000-000000000111',
    code: 'H92.31135',
    communeCode: '31135',
    provinceCode: '92',
    kind: 'phường',
    name: 'Ninh Kiều',
    province: 'thành phố Cần Thơ',
    nameEn: 'Ninh Kieu Ward, Can Tho City',
    address: 'Số 215 đường 30 Tháng 4, phường Ninh Kiều, thành phố Cần Thơ',
    phone: '0292 3831 001',
    email: 'ttpvhcc.ninhkieu@example.vn',
  },
  {
    id: '01900000-0000-7000-8000-000000000102',
    centreId: '01900000-0000-7000-8000-000000000112',
    code: 'H40.18040',
    communeCode: '18040',
    provinceCode: '40',
    kind: 'xã',
    name: 'Lam Thành',
    province: 'tỉnh Nghệ An',
    nameEn: 'Lam Thanh Commune, Nghe An Province',
    address: 'Trụ sở Ủy ban nhân dân xã Lam Thành, tỉnh Nghệ An',
    phone: '0238 3831 002',
    email: 'ttpvhcc.lamthanh@example.vn',
  },
  {
    id: '01900000-0000-7000-8000-000000000103',
    centreId: '01900000-0000-7000-8000-000000000113',
    code: 'H01.00070',
    communeCode: '00070',
    provinceCode: '01',
    kind: 'phường',
    name: 'Hoàn Kiếm',
    province: 'thành phố Hà Nội',
    nameEn: 'Hoan Kiem Ward, Ha Noi City',
    address: 'Số 126 phố Hàng Trống, phường Hoàn Kiếm, thành phố Hà Nội',
    phone: '024 3831 003',
    email: 'ttpvhcc.hoankiem@example.vn',
  },
  {
    id: '01900000-0000-7000-8000-000000000104',
    centreId: '01900000-0000-7000-8000-000000000114',
    code: 'H79.25747',
    communeCode: '25747',
    provinceCode: '79',
    kind: 'phường',
    name: 'Thủ Dầu Một',
    province: 'Thành phố Hồ Chí Minh',
    nameEn: 'Thu Dau Mot Ward, Ho Chi Minh City',
    address: 'Số 1 đường Quang Trung, phường Thủ Dầu Một, Thành phố Hồ Chí Minh',
    phone: '0274 3831 004',
    email: 'ttpvhcc.thudaumot@example.vn',
  },
] as const

/** Takes the dossiers of the first office's province that are the police's. */
export const DEMO_POLICE = {
  id: '01900000-0000-7000-8000-000000000121',
  code: 'G01.92',
  provinceCode: '92',
  nameVi: 'Công an thành phố Cần Thơ',
  nameEn: 'Police of Can Tho City',
  address: 'Số 9A đường Trần Phú, phường Cái Khế, thành phố Cần Thơ',
  phone: '0292 3831 009',
  email: 'motcua.congan@example.vn',
} as const

/** Full staff of the first office, and of the police. */
export const DEMO_STAFF = [
  { username: 'motcua', name: 'Trần Thị Tiếp Nhận', title: 'Cán bộ một cửa', duties: ['reception'], at: 'centre' },
  { username: 'motcua2', name: 'Lý Văn Quầy', title: 'Cán bộ một cửa', duties: ['reception'], at: 'centre' },
  { username: 'hotich', name: 'Nguyễn Văn Hộ Tịch', title: 'Công chức tư pháp - hộ tịch', duties: ['specialist'], at: 'committee' },
  { username: 'lanhdao', name: 'Lê Thị Lãnh Đạo', title: 'Phó Chủ tịch Ủy ban nhân dân phường', duties: ['leader'], at: 'committee' },
  { username: 'vanthu', name: 'Phạm Thị Văn Thư', title: 'Văn thư', duties: ['clerk'], at: 'committee' },
  { username: 'congan-motcua', name: 'Phan Thị Tiếp Dân', title: 'Cán bộ tiếp nhận và trả kết quả', duties: ['reception'], at: 'police' },
  { username: 'congan-hoso', name: 'Võ Văn Hồ Sơ', title: 'Cán bộ Phòng Hồ sơ', duties: ['specialist'], at: 'police' },
  { username: 'congan-lanhdao', name: 'Bùi Văn Chỉ Huy', title: 'Phó Giám đốc Công an thành phố', duties: ['leader'], at: 'police' },
  { username: 'congan-vanthu', name: 'Đỗ Thị Sổ Sách', title: 'Văn thư', duties: ['clerk'], at: 'police' },
  { username: 'quantri', name: 'Huỳnh Văn Quản Trị', title: 'Quản trị hệ thống', duties: ['administrator'], at: 'committee' },
] as const

export const DEMO_CITIZENS = [
  { username: 'congdan', name: 'Nguyễn Văn Dân', identityNumber: '092090000015', birthDate: '1990-03-12', phone: '0900000101', email: 'congdan@example.vn' },
  { username: 'congdan2', name: 'Đặng Thị Mẹ', identityNumber: '092193000027', birthDate: '1993-08-25', phone: '0900000102', email: 'congdan2@example.vn' },
] as const

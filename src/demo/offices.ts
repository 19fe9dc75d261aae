import { DEMO_AGENCIES, DEMO_POLICE } from './people.ts'

/** An office that takes its own procedures only, wherever else a place's dossiers go. */
export interface DemoOffice {
  id: string
  parentId: string | null
  code: string
  kind: 'police' | 'social-insurance' | 'peoples-committee' | 'service-centre' | 'department' | 'unit'
  level: 'commune' | 'province'
  provinceCode: string
  communeCode: string
  receives: boolean
  nameVi: string
  nameEn: string
  address: string
  phone: string
  email: string
  /** Codes of procedures that are this office's in its place. */
  takes: readonly string[]
}

type Seed = Pick<DemoOffice, 'id' | 'code' | 'nameVi' | 'nameEn' | 'address' | 'phone' | 'email'> & Partial<DemoOffice>

const idOf = (last: number) => `01900000-0000-7000-8000-${String(last).padStart(12, '0')}`

/** Police of each demo commune. @see Luật Cư trú, Luật Căn cước */
const wardPolice = DEMO_AGENCIES.map(
  (place, i): DemoOffice => ({
    id: idOf(131 + i),
    parentId: null,
    code: `G01.${place.provinceCode}.${place.communeCode}`,
    kind: 'police',
    level: 'commune',
    provinceCode: place.provinceCode,
    communeCode: place.communeCode,
    receives: false,
    nameVi: `Công an ${place.kind} ${place.name}, ${place.province}`,
    nameEn: `Police of ${place.nameEn}`,
    address: `Trụ sở Công an ${place.kind} ${place.name}, ${place.province}`,
    phone: `${place.phone.slice(0, -3)}02${i + 1}`,
    email: `congan.${place.email.split('.')[1]?.split('@')[0]}@example.vn`,
    takes: ['1.004222', '1.003197', '1.116410'],
  }),
)

/** Branches of the social insurance that serve the demo communes; their procedures are the province's. */
const INSURANCE = ['Ninh Kiều', 'Hưng Nguyên', 'Hoàn Kiếm', 'Thủ Dầu Một']
const INSURANCE_EN = ['Ninh Kieu', 'Hung Nguyen', 'Hoan Kiem', 'Thu Dau Mot']
const insurance = DEMO_AGENCIES.map(
  (place, i): DemoOffice => ({
    id: idOf(141 + i),
    parentId: null,
    code: `G24.${place.provinceCode}.1`,
    kind: 'social-insurance',
    level: 'province',
    provinceCode: place.provinceCode,
    communeCode: place.communeCode,
    receives: false,
    nameVi: `Bảo hiểm xã hội cơ sở ${INSURANCE[i]}, ${place.province}`,
    nameEn: `${INSURANCE_EN[i]} Social Insurance Office`,
    address: `Trụ sở Bảo hiểm xã hội cơ sở ${INSURANCE[i]}, ${place.province}`,
    phone: `${place.phone.slice(0, -3)}03${i + 1}`,
    email: `bhxh.${place.email.split('.')[1]?.split('@')[0]}@example.vn`,
    takes: ['1.014137', '2.000821', '1.001710'],
  }),
)

const ofCanTho = (one: Seed): DemoOffice => ({ parentId: null, kind: 'unit', level: 'province', provinceCode: DEMO_POLICE.provinceCode, communeCode: '', receives: false, takes: [], ...one })

/** The first office's city: its own authority, centre and the department whose procedures are filed there. */
const city = [
  ofCanTho({
    id: idOf(151),
    code: 'H92',
    kind: 'peoples-committee',
    nameVi: 'Ủy ban nhân dân thành phố Cần Thơ',
    nameEn: 'People’s Committee of Can Tho City',
    address: 'Trụ sở Ủy ban nhân dân thành phố Cần Thơ, phường Ninh Kiều',
    phone: '0292 3831 041',
    email: 'ubnd.cantho@example.vn',
  }),
  ofCanTho({
    id: idOf(152),
    parentId: idOf(151),
    code: 'H92.1',
    kind: 'service-centre',
    receives: true,
    nameVi: 'Trung tâm Phục vụ hành chính công thành phố Cần Thơ',
    nameEn: 'Public Administration Service Centre of Can Tho City',
    address: 'Trung tâm Phục vụ hành chính công thành phố, phường Ninh Kiều, thành phố Cần Thơ',
    phone: '0292 3831 042',
    email: 'ttpvhcc.cantho@example.vn',
  }),
  ofCanTho({
    id: idOf(153),
    parentId: idOf(151),
    code: 'H92.2',
    kind: 'department',
    nameVi: 'Sở Nội vụ thành phố Cần Thơ',
    nameEn: 'Department of Home Affairs of Can Tho City',
    address: 'Trụ sở Sở Nội vụ thành phố Cần Thơ, phường Ninh Kiều',
    phone: '0292 3831 043',
    email: 'sonoivu.cantho@example.vn',
  }),
  ofCanTho({
    id: idOf(154),
    parentId: idOf(153),
    code: 'H92.2.1',
    nameVi: 'Quầy Sở Nội vụ, Trung tâm Phục vụ hành chính công thành phố Cần Thơ',
    nameEn: 'Department of Home Affairs at the Public Administration Service Centre of Can Tho City',
    address: 'Trung tâm Phục vụ hành chính công thành phố, phường Ninh Kiều, thành phố Cần Thơ',
    phone: '0292 3831 044',
    email: 'quaynoivu.cantho@example.vn',
    takes: ['1.010824'],
  }),
]

/** The city's police stood here first: what is theirs stays theirs beside the centre. */
const police: DemoOffice = { ...DEMO_POLICE, parentId: null, kind: 'police', level: 'province', communeCode: '', receives: true, takes: ['3.000333'] }

/** Parents before what is below them. */
export const DEMO_OFFICES: readonly DemoOffice[] = [police, ...wardPolice, ...insurance, ...city]

/** Where the demo's staff have their posts, beside committee and centre of the first office. */
export const DEMO_POSTS = {
  police: DEMO_POLICE.id,
  'ward-police': idOf(131),
  insurance: idOf(141),
  city: idOf(151),
  'city-centre': idOf(152),
  'home-affairs': idOf(153),
  'home-affairs-desk': idOf(154),
} as const

import type { IconName } from '../../ui/index.ts'

/** An occasion of life or business, as the catalogue's taxonomy names it. */
export interface LifeEvent {
  slug: string
  for: 'citizen' | 'business'
  vi: string
  en: string
  /** Codes of the procedures chosen to stand first. */
  first: readonly string[]
}

const ICONS: Readonly<Record<string, IconName>> = {
  'co-con-nho': 'baby',
  'hoc-tap': 'school',
  'viec-lam': 'briefcase',
  'cu-tru-va-giay-to-tuy-than': 'identity',
  'hon-nhan-va-gia-dinh': 'heart',
  'dien-luc-nha-o-dat-dai': 'home',
  'suc-khoe-va-y-te': 'health',
  'phuong-tien-va-nguoi-lai': 'car',
  'huu-tri': 'pension',
  'nguoi-than-qua-doi': 'flower',
  'giai-quyet-khieu-kien': 'scale',
  'khoi-su-kinh-doanh': 'rocket',
  'lao-dong-va-bao-hiem-xa-hoi': 'users',
  'tai-chinh-doanh-nghiep': 'coins',
  'dien-luc-dat-dai-xay-dung': 'plug',
  'thuong-mai-quang-cao': 'megaphone',
  'so-huu-tri-tue-dang-ky-tai-san': 'copyright',
  'thanh-lap-chi-nhanh-van-phong-dai-dien': 'branch',
  'dau-thau-mua-sam-cong': 'gavel',
  'tai-cau-truc-doanh-nghiep': 'refresh',
  'giai-quyet-tranh-chap-hop-dong': 'handshake',
  'tam-dung-cham-dut-hoat-dong': 'store',
}

export const iconOf = (event: LifeEvent): IconName => ICONS[event.slug] ?? 'procedure'

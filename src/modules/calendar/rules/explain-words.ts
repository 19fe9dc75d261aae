import { defineWords } from '../../../platform/words.ts'

const days = (n: number) => (n === 1 ? '1 day' : `${n} days`)
const hoursVi = (minutes: number) => {
  const hours = Math.floor(minutes / 60)
  const rest = Math.round(minutes - hours * 60)
  return [hours ? `${hours} giờ` : '', rest ? `${rest} phút` : ''].filter(Boolean).join(' ') || '0 phút'
}
const hoursEn = (minutes: number) => {
  const hours = Math.floor(minutes / 60)
  const rest = Math.round(minutes - hours * 60)
  return [hours ? `${hours} h` : '', rest ? `${rest} min` : ''].filter(Boolean).join(' ') || '0 min'
}

/** The sentences of an explanation. */
export const explainWords = defineWords({
  vi: {
    received: (at: string) => `Nhận đủ hồ sơ lúc ${at}.`,
    outside: (why: string, at: string) => `Nhận ${why}: tính từ ${at}.`,
    closed: 'ngoài giờ làm việc',
    onWeekend: 'vào ngày nghỉ hằng tuần',
    onDayOff: (name: string) => `vào ngày nghỉ (${name})`,
    beforeCutOff: (cutOff: string) => `Nhận trước ${cutOff}: trả kết quả trong ngày làm việc đó.`,
    fromCutOff: (cutOff: string) => `Nhận từ ${cutOff} trở đi: trả kết quả trong ngày làm việc tiếp theo.`,
    nextDayFromCutOff: (cutOff: string, at: string) => `Nhận từ ${cutOff} trở đi: tính như nhận lúc ${at} của ngày làm việc tiếp theo.`,
    firstDay: (date: string) => `Ngày bắt đầu (${date}) không tính (Điều 147 Bộ luật Dân sự 2015).`,
    countedOne: (n: number, date: string) => `Ngày làm việc thứ ${n}: ${date}.`,
    countedRun: (first: number, last: number, from: string, to: string) =>
      `Ngày làm việc thứ ${first} đến thứ ${last}: từ ${from} đến ${to}.`,
    exchanged: (date: string, other: string) => `${date} là ngày làm việc bù${other}.`,
    forDay: (date: string) => ` cho ngày ${date}`,
    weekend: (from: string, to: string) =>
      from === to ? `Nghỉ hằng tuần: ${from}.` : `Nghỉ hằng tuần: ${from} và ${to}.`,
    officeClosed: (from: string, to: string) =>
      from === to ? `Cơ quan không làm việc ngày ${from}.` : `Cơ quan không làm việc từ ${from} đến ${to}.`,
    kind: { holiday: 'Nghỉ lễ', compensation: 'Nghỉ bù', swap_off: 'Nghỉ hoán đổi', swap_work: 'Làm bù' } as Record<
      string,
      string
    >,
    dayOff: (kind: string, date: string, name: string) => `${kind}: ${date} (${name}).`,
    calendarDays: (n: number, date: string) => `${n} ngày theo lịch: hết ngày ${date}.`,
    months: (n: number, date: string) => `${n} tháng: hết ngày ${date}.`,
    moved: (date: string) =>
      `Ngày cuối là ngày nghỉ nên thời hạn kết thúc vào ngày làm việc tiếp theo, ${date} (Điều 148 Bộ luật Dân sự 2015).`,
    hours: (minutes: number, from: string, to: string) => `Tính ${hoursVi(minutes)} làm việc: từ ${from} đến ${to}.`,
    stopped: (at: string) => `Tạm dừng từ ${at}.`,
    resumed: (at: string) => `Tiếp tục từ ${at}.`,
    dueBefore: (at: string) => `Hạn trước khi tạm dừng: ${at}.`,
    recomputed: 'Tính lại toàn bộ thời hạn từ lúc bổ sung đủ.',
    promiseKept: (at: string) => `Ngày đã gia hạn (${at}) muộn hơn nên được giữ.`,
    calendarChanged: (at: string) => `Lịch nghỉ được sửa lúc ${at} nên ngày hẹn được tính lại từ đầu.`,
    extended: (at: string, to: string) => `Cơ quan xin lỗi và gia hạn một lần lúc ${at} (Mẫu 04), hẹn lại ngày ${to}.`,
    pauseWorkingDays: (n: number) => `Thời gian tạm dừng: ${n} ngày làm việc, được cộng vào hạn.`,
    pauseDays: (n: number) => `Thời gian tạm dừng: ${n} ngày, được cộng vào hạn.`,
    pauseMinutes: (minutes: number) => `Thời gian tạm dừng: ${hoursVi(minutes)} làm việc, được cộng vào hạn.`,
    yearUnknown: (year: number) =>
      `Chưa có lịch nghỉ lễ năm ${year}: chỉ trừ thứ Bảy, Chủ nhật; ngày hẹn có thể thay đổi khi có lịch.`,
    yearProvisional: (year: number) => `Lịch nghỉ năm ${year} có ngày chưa được công bố chính thức.`,
    due: (at: string) => `Hạn trả kết quả: ${at}.`,
  },
  en: {
    received: (at: string) => `Complete dossier received at ${at}.`,
    outside: (why: string, at: string) => `Received ${why}: counted from ${at}.`,
    closed: 'outside working hours',
    onWeekend: 'on a weekend',
    onDayOff: (name: string) => `on a day off (${name})`,
    beforeCutOff: (cutOff: string) => `Received before ${cutOff}: result within that working day.`,
    fromCutOff: (cutOff: string) => `Received at or after ${cutOff}: result within the next working day.`,
    nextDayFromCutOff: (cutOff: string, at: string) => `Received at or after ${cutOff}: counted as received at ${at}, the next working day.`,
    firstDay: (date: string) => `The first day (${date}) is not counted (Civil Code 2015, art. 147).`,
    countedOne: (n: number, date: string) => `Working day ${n}: ${date}.`,
    countedRun: (first: number, last: number, from: string, to: string) =>
      `Working days ${first} to ${last}: ${from} to ${to}.`,
    exchanged: (date: string, other: string) => `${date} is worked in exchange${other}.`,
    forDay: (date: string) => ` for ${date}`,
    weekend: (from: string, to: string) => (from === to ? `Weekend: ${from}.` : `Weekend: ${from} and ${to}.`),
    officeClosed: (from: string, to: string) =>
      from === to ? `The office is closed on ${from}.` : `The office is closed from ${from} to ${to}.`,
    kind: {
      holiday: 'Public holiday',
      compensation: 'Day off for a holiday on a weekend',
      swap_off: 'Exchanged day off',
      swap_work: 'Exchanged working day',
    } as Record<string, string>,
    dayOff: (kind: string, date: string, name: string) => `${kind}: ${date} (${name}).`,
    calendarDays: (n: number, date: string) => `${days(n)} by the calendar: until the end of ${date}.`,
    months: (n: number, date: string) => `${n === 1 ? '1 month' : `${n} months`}: until the end of ${date}.`,
    moved: (date: string) =>
      `The last day is a day off, so the period ends on the next working day, ${date} (Civil Code 2015, art. 148).`,
    hours: (minutes: number, from: string, to: string) => `${hoursEn(minutes)} of working time: from ${from} to ${to}.`,
    stopped: (at: string) => `Stopped from ${at}.`,
    resumed: (at: string) => `Resumed at ${at}.`,
    dueBefore: (at: string) => `Due before the stop: ${at}.`,
    recomputed: 'The whole period counts again from the completed supplement.',
    promiseKept: (at: string) => `The extended date (${at}) is later and stands.`,
    calendarChanged: (at: string) => `The calendar of days off was changed at ${at}, so the date was reckoned anew.`,
    extended: (at: string, to: string) => `The office apologised and extended once at ${at} (form 04), to ${to}.`,
    pauseWorkingDays: (n: number) =>
      `Time stopped: ${n === 1 ? '1 working day' : `${n} working days`}, added to the due date.`,
    pauseDays: (n: number) => `Time stopped: ${days(n)}, added to the due date.`,
    pauseMinutes: (minutes: number) => `Time stopped: ${hoursEn(minutes)} of working time, added to the due date.`,
    yearUnknown: (year: number) =>
      `The holidays of ${year} are not known yet: only Saturdays and Sundays were left out; the date may change.`,
    yearProvisional: (year: number) => `Some holidays of ${year} are not officially announced yet.`,
    due: (at: string) => `Result due: ${at}.`,
  },
})

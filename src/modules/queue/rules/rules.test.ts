import { describe, expect, it } from 'vitest'
import { minutesToWait, secondsEach } from './estimate.ts'
import { countedOn, isBefore, laneOf, type Lane, type Place } from './order.ts'
import { labelOf, sayCall } from './say.ts'
import { checkCounter, checkGroup } from './settings-form.ts'
import { mayComeBack, shownState } from './state.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 2, minute))

/** A small generator that gives the same numbers each time. */
function chance(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

interface Person extends Place {
  lane: Lane
}

/** Calls everybody who is there, one after the other; people come while it goes on. */
function day(people: Person[], every: number): Person[] {
  const called: Person[] = []
  let since = 0
  for (let minute = 0; called.length < people.length; minute++) {
    const here = people.filter((one) => !called.includes(one) && one.orderAt <= at(minute)).sort((a, b) => (isBefore(a, b) ? -1 : 1))
    const head = (lane: Lane) => here.find((one) => one.lane === lane) ?? null
    const lane = laneOf({ favoured: head('favoured'), plain: head('plain'), plainSince: since, every })
    const next = lane && head(lane)
    if (!next) continue
    since = countedOn(next.lane, since)
    called.push(next)
  }
  return called
}

describe('whom a counter calls next', () => {
  const early = { orderAt: at(1), id: 'a' }
  const late = { orderAt: at(5), id: 'b' }
  it.each([
    ['nobody waits', { favoured: null, plain: null, plainSince: 0, every: 2 }, null],
    ['only ordinary numbers wait', { favoured: null, plain: late, plainSince: 9, every: 2 }, 'plain'],
    ['only priority waits', { favoured: late, plain: null, plainSince: 0, every: 9 }, 'favoured'],
    ['priority came first', { favoured: early, plain: late, plainSince: 0, every: 5 }, 'favoured'],
    ['priority came later, just had its turn', { favoured: late, plain: early, plainSince: 0, every: 2 }, 'plain'],
    ['priority came later, its turn has come', { favoured: late, plain: early, plainSince: 1, every: 2 }, 'favoured'],
    ['one of three: not yet', { favoured: late, plain: early, plainSince: 1, every: 3 }, 'plain'],
    ['one of three: now', { favoured: late, plain: early, plainSince: 2, every: 3 }, 'favoured'],
    ['priority always first', { favoured: late, plain: early, plainSince: 0, every: 1 }, 'favoured'],
  ] as const)('%s', (_name, given, lane) => {
    expect(laneOf(given)).toBe(lane)
  })

  it('in 300 random days: nobody with priority waits longer for it, each lane keeps its order, and one of `every` calls is for priority', () => {
    const random = chance(7)
    for (let round = 0; round < 300; round++) {
      const every = 1 + random(4)
      const people = Array.from({ length: 3 + random(25) }, (_, index): Person => ({ id: String(index).padStart(3, '0'), orderAt: at(random(20)), lane: random(3) === 0 ? 'favoured' : 'plain' }))
      const called = day(people, every)
      expect(called.map((one) => one.id).sort()).toEqual(people.map((one) => one.id).sort())
      for (const lane of ['favoured', 'plain'] as const) {
        const mine = called.filter((one) => one.lane === lane && one.orderAt <= at(0))
        expect(mine).toEqual([...mine].sort((a, b) => (isBefore(a, b) ? -1 : 1)))
      }
      let plainRun = 0
      called.forEach((one, index) => {
        if (one.lane === 'favoured') {
          plainRun = 0
          return
        }
        plainRun++
        // Somebody with priority who had come by then is not passed over `every` times in a row.
        const passed = called.slice(index + 1).filter((other) => other.lane === 'favoured' && other.orderAt <= at(index))
        const stoodThere = passed.some((other) => called.slice(Math.max(0, index - every + 1), index + 1).every((before, step) => before.lane === 'plain' && other.orderAt <= at(Math.max(0, index - every + 1 + step))))
        if (stoodThere) expect(plainRun).toBeLessThan(Math.max(every, 1) + 1)
      })
    }
  })
})

describe('what is said of a call', () => {
  it.each([
    ['A001', 1, 'Mời số a, một, đến quầy một.'],
    ['B012', 3, 'Mời số bê, mười hai, đến quầy ba.'],
    ['C105', 10, 'Mời số xê, một trăm linh năm, đến quầy mười.'],
    ['H021', 21, 'Mời số hát, hai mươi mốt, đến quầy hai mươi mốt.'],
    ['Y1234', 4, 'Mời số i dài, một nghìn hai trăm ba mươi tư, đến quầy bốn.'],
  ])('%s to counter %i', (label, counter, words) => expect(sayCall(label, counter)).toBe(words))
  it('has three digits at least', () => expect([labelOf('A', 7), labelOf('A', 99), labelOf('B', 1000)]).toEqual(['A007', 'A099', 'B1000']))
})

describe('the estimate', () => {
  it.each([
    ['nobody is before one', { ahead: 0, open: 1, secondsEach: 300 }, 0],
    ['three at one counter', { ahead: 3, open: 1, secondsEach: 300 }, 15],
    ['three at two counters, rounded up', { ahead: 3, open: 2, secondsEach: 300 }, 10],
    ['no counter is open', { ahead: 3, open: 0, secondsEach: 300 }, null],
    ['very many', { ahead: 99, open: 1, secondsEach: 3600 }, 240],
  ] as const)('%s', (_name, given, minutes) => expect(minutesToWait(given)).toBe(minutes))
  it('goes by today, else by the days before, else by the default', () => {
    expect(secondsEach({ served: 5, serveSeconds: 1000 }, { served: 50, serveSeconds: 50_000 }, 8)).toBe(200)
    expect(secondsEach({ served: 4, serveSeconds: 1000 }, { served: 50, serveSeconds: 50_000 }, 8)).toBe(1000)
    expect(secondsEach({ served: 4, serveSeconds: 1000 }, { served: 4, serveSeconds: 1000 }, 8)).toBe(480)
  })
})

describe('a number after its call', () => {
  it('may come back within its time only', () => {
    expect(mayComeBack(at(0), at(30), 30)).toBe(true)
    expect(mayComeBack(at(0), at(31), 30)).toBe(false)
    expect(mayComeBack(null, at(0), 30)).toBe(false)
  })
  it.each([
    ['waiting', '2026-11-23', 'waiting'],
    ['waiting', '2026-11-22', 'expired'],
    ['served', '2026-11-22', 'served'],
    ['absent', '2026-11-23', 'expired'],
  ] as const)('%s of %s is shown as %s', (state, day, shown) => {
    expect(shownState({ state, day, absentAt: at(0) }, { today: '2026-11-23', now: at(59), absentMinutes: 30 })).toBe(shown)
  })
})

describe('what an administrator types', () => {
  const group = { letter: 'a', nameVi: 'Hộ tịch', nameEn: 'Civil status', fields: 'Hộ tịch\n Hộ tịch \nCư trú', procedureCodes: '1.001193', ordinal: '', slotMinutes: '', slotCapacity: '', validFrom: '2026-11-23' }
  it('is cleaned', () => {
    const checked = checkGroup(group, '2026-11-23')
    expect(checked).toMatchObject({ ok: true, details: { letter: 'A', fields: ['Hộ tịch', 'Cư trú'], slotMinutes: 15, slotCapacity: 0 } })
  })
  it.each([
    ['letter', { letter: 'Đ' }],
    ['letter', { letter: 'AB' }],
    ['nameVi', { nameVi: '  ' }],
    ['nameEn', { nameEn: 'x\u202e' }],
    ['procedureCodes', { procedureCodes: '1.1' }],
    ['slotMinutes', { slotMinutes: '4' }],
    ['slotCapacity', { slotCapacity: '51' }],
    ['validFrom', { validFrom: '2026-11-22' }],
    ['validFrom', { validFrom: '2026-13-01' }],
  ])('is refused at %s', (field, wrong) => {
    const checked = checkGroup({ ...group, ...wrong }, '2026-11-23')
    expect(checked.ok ? [] : checked.faults.map((one) => one.field)).toEqual([field])
  })
  it('a counter calls groups that are there', () => {
    expect(checkCounter({ number: '1', name: 'Quầy', groupIds: ['gone'], validFrom: '2026-11-23' }, ['g'], '2026-11-23')).toMatchObject({ ok: false, faults: [{ field: 'groupIds' }] })
    expect(checkCounter({ number: '0', name: 'Quầy', groupIds: ['g'], validFrom: '2026-11-23' }, ['g'], '2026-11-23')).toMatchObject({ ok: false, faults: [{ field: 'number' }] })
  })
})

// XState in the benchmark of the step: node xstate.mjs FOLDER transition|actor ROUNDS, where FOLDER has rows.json and
// inputs.bin as bench writes them. Prints ns per step, a line for each round. Every outcome is compared beforehand; exit
// status 1: one is not as the rules say.
//
// The host keeps the time, as it does with all contenders: a deadline is an event that it sends once it is due.
import { readFileSync } from 'node:fs'
import { assign, createActor, createMachine, getInitialSnapshot, transition } from 'xstate'

const [folder, way, rounds] = process.argv.slice(2)
const { workload, rows, openings } = JSON.parse(readFileSync(`${folder}/rows.json`, 'utf8'))
const bytes = readFileSync(`${folder}/inputs.bin`)
const RECORD = 24
const OPENS = 0x80

const inputs = Array.from({ length: bytes.length / RECORD }, (_, i) => {
  const at = i * RECORD
  const [where, action, actor, facts] = bytes.subarray(at + 20, at + 24)
  return { now: bytes.readDoubleLE(at), target: bytes.readUInt32LE(at + 8), digest: bytes.readUInt32LE(at + 12),
    token: bytes.readUInt32LE(at + 16), opens: (where & OPENS) !== 0, mode: where & 1,
    event: { type: `${action} by ${actor}`, now: bytes.readDoubleLE(at), facts } }
})

// ---- the workloads ----

const factOf = workload === 'machine12'
  ? (facts, i) => facts >> i & 1
  : (facts, i) => [facts & 1, 1000 + 995 * facts, 3 * facts, 1, 1][i]

const PAID = 1, POSTAGE = 2, MERCHANT = 2, LATE_REFUND = 1
const refund = (facts) => [{ effect: 0, args: [facts[PAID] - facts[POSTAGE], 0] }]
const effects = {
  RETURNING_CONFIRM_ONLINE: refund,
  RETURNING_DUE_ONLINE: refund,
  REFUNDING_DUE: (facts) => [{ effect: 1, args: [facts[PAID], 0] }, { effect: 2, args: [MERCHANT, LATE_REFUND] }]
}

// ---- the machine ----

const duesOf = (state, mode) => rows.filter((r) => r.kind > 0 && r.from === state && (r.modes >> mode & 1))
const wakes = Array.from({ length: 16 }, (_, state) => [0, 1].map((mode) => duesOf(state, mode).map((r) => r.after)))

const wakeOf = (state, c) => c.entered + (wakes[state][c.mode][c.fired] ?? Infinity)

const entering = (row) => assign(({ context, event }) => {
  let facts = context.facts
  if (row.gives) facts = facts.map((old, i) => row.gives >> i & 1 ? factOf(event.facts, i) : old)
  const next = { ...context, facts, entered: event.now, fired: 0 }
  next.wake = wakeOf(row.to, next)
  return next
})

const reminding = (row) => assign(({ context }) => {
  const next = { ...context, fired: context.fired + 1 }
  next.wake = wakeOf(row.from, next)
  return next
})

const guardOf = (row, all) => {
  const order = row.kind > 0 ? [0, 1].map((mode) => duesOf(row.from, mode).indexOf(row)) : null
  if (order) return ({ context }) => order[context.mode] === context.fired
  if (row.modes === all && !row.mask) return undefined
  return ({ context, event }) => (row.modes >> context.mode & 1) === 1 && (event.facts & row.mask) === row.facts
}

const transitionOf = (row, all) => {
  const actions = [row.kind === 2 ? reminding(row) : entering(row), { type: 'took', params: { row: row.row } }]
  const say = effects[row.name]
  if (say) actions.push({ type: 'effects', params: ({ context }) => ({ list: say(context.facts) }) })
  return { guard: guardOf(row, all), target: row.kind === 2 ? undefined : `s${row.to}`, actions }
}

const configuration = () => {
  const all = workload === 'machine12' ? 1 : 3
  const states = {}
  for (const row of rows) {
    const on = ((states[`s${row.from}`] ??= { on: {} }).on)
    ;(on[row.kind > 0 ? 'due' : `${row.happens} by ${row.actor}`] ??= []).push(transitionOf(row, all))
    states[`s${row.to}`] ??= { on: {} }
  }
  return { id: workload, initial: 's0', states,
    // transition() makes an actor without input each time; to throw there would cost more than the step
    context: ({ input }) => ({ mode: input?.mode ?? 0, entered: 0, fired: 0, wake: Infinity, facts: [null, null, null, null, null] }) }
}

// ---- a step ----

const out = { row: 0, list: null }
const machine = createMachine(configuration(), { actions: {
  took: (_, params) => { out.row = params.row },
  effects: (_, params) => { out.list = params.list }
} })

const initial = [0, 1].map((mode) => getInitialSnapshot(machine, { mode }))
const ways = {
  transition: {
    open: (cases, i, mode) => { cases[i] = initial[mode] },
    look: (cases, i) => cases[i],
    send: (cases, i, event) => {
      const [next, actions] = transition(machine, cases[i], event)
      for (const action of actions) {
        if (action.type === 'took') out.row = action.params.row
        else if (action.type === 'effects') out.list = action.params.list
      }
      cases[i] = next
    }
  },
  actor: {
    open: (cases, i, mode) => { cases[i] = createActor(machine, { input: { mode } }).start() },
    look: (cases, i) => cases[i].getSnapshot(),
    send: (cases, i, event) => cases[i].send(event)
  }
}
const { open, look, send } = ways[way]

const digestOf = (list) => list ? list.reduce((sum, e) => sum + e.effect + e.args[0] + e.args[1], 0) : 0

const step = (cases, input, said) => {
  const i = input.target
  let fired = 0, effected = 0
  const fire = (event) => {
    out.row = 0
    out.list = null
    send(cases, i, event)
    if (out.list) effected += out.list.length
    if (said) said.sum += digestOf(out.list)
  }
  if (input.opens) open(cases, i, input.mode)
  for (let at; (at = look(cases, i).context.wake) <= input.now; fired++) {
    fire({ type: 'due', now: at, facts: 0 })
    if (said) said.sum += at + out.row
  }
  fire(input.event)
  return out.row + fired * 256 + effected * 4096
}

// ---- all of them ----

const check = (cases, input, n) => {
  const said = { sum: 0 }
  const token = step(cases, input, said)
  const { value, context } = look(cases, input.target)
  const kept = context.facts.reduce((sum, v) => v === null ? sum : sum + v + 1, 0)
  const wake = context.wake === Infinity ? 0 : context.wake
  const digest = (said.sum + kept + wake + Number(value.slice(1))) >>> 0
  if (token === input.token && digest === input.digest) return
  console.error(`bench: ${workload}: XState, ${way}, does not do as the rules say with input ${n}: ${input.event.type}, ` +
    `facts ${input.event.facts}: token ${token}, not ${input.token}; digest ${digest}, not ${input.digest}`)
  process.exit(1)
}

const first = []
inputs.forEach((input, n) => check(first, input, n))
const timed = inputs.slice(openings)
const expected = timed.reduce((sum, input) => sum + input.token, 0)
for (let round = 0; round < Number(rounds); round++) {
  const cases = []
  for (let i = 0; i < openings; i++) step(cases, inputs[i], null)
  let sum = 0
  const begun = process.hrtime.bigint()
  for (const input of timed) sum += step(cases, input, null)
  const ns = Number(process.hrtime.bigint() - begun) / timed.length
  if (sum !== expected) process.exit(1)
  console.log(ns.toFixed(1))
}

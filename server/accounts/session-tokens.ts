import 'server-only'
import type { DBAdapter, DBTransactionAdapter } from 'better-auth/adapters'
import type { BetterAuthOptions } from 'better-auth'
import { hashToken } from '../platform/tokens'

type SessionFilter = Parameters<DBAdapter['findMany']>[0]['where']
type Adapter = DBTransactionAdapter

/** better-auth stores session tokens as they are in the cookie. We store a hash, so nobody can sign in by what the database holds. */
export const withHashedTokens =
  (open: (options: BetterAuthOptions) => DBAdapter) =>
  (options: BetterAuthOptions): DBAdapter => {
    const adapter = open(options)
    return { ...hashing(adapter), transaction: (run) => adapter.transaction((within) => run(hashing(within))) } as DBAdapter
  }

function hashing(adapter: Adapter): Adapter {
  const isSession = ({ model }: { model: string }) => model === 'session'
  return {
    ...adapter,
    create: async (asked) =>
      isSession(asked)
        ? given(await adapter.create({ ...asked, data: hashedIn(asked.data) }), tokensIn([], asked.data))
        : adapter.create(asked),
    findOne: async (asked) =>
      isSession(asked)
        ? given(await adapter.findOne({ ...asked, where: hashed(asked.where)! }), tokensIn(asked.where))
        : adapter.findOne(asked),
    findMany: async <T>(asked: Parameters<Adapter['findMany']>[0]) => {
      if (!isSession(asked)) return adapter.findMany<T>(asked)
      const [rows, tokens] = [await adapter.findMany<T>({ ...asked, where: hashed(asked.where) }), tokensIn(asked.where)]
      return rows.map((row) => given(row, tokens))
    },
    count: (asked) => adapter.count(isSession(asked) ? { ...asked, where: hashed(asked.where) } : asked),
    update: async (asked) =>
      isSession(asked)
        ? given(
            await adapter.update({ ...asked, where: hashed(asked.where)!, update: hashedIn(asked.update) }),
            tokensIn(asked.where, asked.update),
          )
        : adapter.update(asked),
    updateMany: (asked) =>
      adapter.updateMany(isSession(asked) ? { ...asked, where: hashed(asked.where)!, update: hashedIn(asked.update) } : asked),
    delete: (asked) => adapter.delete(isSession(asked) ? { ...asked, where: hashed(asked.where)! } : asked),
    deleteMany: (asked) => adapter.deleteMany(isSession(asked) ? { ...asked, where: hashed(asked.where)! } : asked),
    consumeOne: async (asked) =>
      isSession(asked)
        ? given(await adapter.consumeOne({ ...asked, where: hashed(asked.where)! }), tokensIn(asked.where))
        : adapter.consumeOne(asked),
    incrementOne: async (asked) =>
      isSession(asked)
        ? given(await adapter.incrementOne({ ...asked, where: hashed(asked.where)! }), tokensIn(asked.where))
        : adapter.incrementOne(asked),
  }
}

const hash = (value: unknown): unknown => (typeof value === 'string' ? hashToken(value) : value)
const hashed = (where: SessionFilter): SessionFilter =>
  where?.map((condition) =>
    condition.field !== 'token'
      ? condition
      : { ...condition, value: (Array.isArray(condition.value) ? condition.value.map(hash) : hash(condition.value)) as string },
  )
const hashedIn = <T extends Record<string, unknown>>(data: T): T => ('token' in data ? { ...data, token: hash(data.token) } : data)

const tokensIn = (where: SessionFilter, data: Record<string, unknown> = {}): Map<unknown, string> => {
  const asked = [data.token, ...(where ?? []).filter(({ field }) => field === 'token').flatMap(({ value }) => value as unknown)]
  return new Map(asked.filter((value) => typeof value === 'string').map((token) => [hashToken(token), token]))
}
function given<T>(row: T, tokens: Map<unknown, string>): T {
  const { token } = (row ?? {}) as { token?: unknown }
  return tokens.has(token) ? { ...row, token: tokens.get(token) } : row
}

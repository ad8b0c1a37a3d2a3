import 'server-only'
import { z } from 'zod'
import type { Person } from '../accounts/people'
import { ADDRESS_HEADER } from '../http/headers'
import type { Role } from '../platform/role'
import { permittedToWrite } from './current-person'
import { refused } from './responses'

/** The parts of an address that its route names in brackets. */
type Params<Route extends string> = Route extends `${string}[${infer Name}]${infer Rest}`
  ? { [Part in Name]: string } & Params<Rest>
  : object

export interface Options {
  /** Who may post: whoever has one of these roles. Without it everybody, signed in or not. */
  roles?: readonly Role[]
  /** What the form holds. Without this and the next three the body is not read. */
  schema?: z.ZodType
  /** Fields that are texts. One that was left out is empty; lines end as on this machine. */
  texts?: readonly string[]
  /** Fields of which there may be several. */
  lists?: readonly string[]
  /** Fields in which a file may have been chosen. */
  files?: readonly string[]
}
interface Common<Route extends string> {
  request: Request
  locale: string
  params: Params<Route>
  /** The network address that it came from. */
  address: string
  /** What was typed, for a page that shows it again; of a repeated field the last. */
  fields: Readonly<Record<string, string>>
}
type If<Asked, Option extends keyof Options, Given> = Asked extends Required<Pick<Options, Option>> ? Given : object
type Names<Asked, Option extends 'texts' | 'lists' | 'files'> =
  Asked extends Record<Option, readonly (infer Name extends string)[]> ? Name : never
type Form<Asked> = Asked extends { schema: infer Schema extends z.ZodType } ? z.ZodSafeParseResult<z.output<Schema>> : never

export type Post<Route extends string, Asked extends Options> = Common<Route> &
  If<Asked, 'roles', { person: Person }> &
  If<Asked, 'schema', { form: Form<Asked> }> &
  If<Asked, 'texts', { text: Record<Names<Asked, 'texts'>, string> }> &
  If<Asked, 'lists', { list: Record<Names<Asked, 'lists'>, string[]> }> &
  If<Asked, 'files', { file: Record<Names<Asked, 'files'>, File | undefined> }>

/**
 * What a form is posted to, and the one way to write from a page: it comes from our own site and not too often, whoever posts may,
 * and what they sent is parsed. @param _route its own, for the types of its params; a test compares it with where the file is
 */
export const formHandler =
  <const Route extends `/[locale]/${string}`, const Asked extends Options>(
    _route: Route,
    options: Asked,
    handle: (post: Post<Route, Asked>) => Promise<Response>,
  ) =>
  async (request: Request, context: { params: Promise<Params<Route>> }): Promise<Response> => {
    const no = await refused(request)
    if (no) return no
    const params = await context.params
    const { locale } = params as { locale: string }
    const allowed = options.roles && (await permittedToWrite(locale, ...options.roles))
    if (allowed?.no) return allowed.no
    const address = request.headers.get(ADDRESS_HEADER) ?? 'unknown'
    const read = await readForm(request, options)
    return handle({ request, locale, params, address, person: allowed?.person, ...read } as unknown as Post<Route, Asked>)
  }

async function readForm(request: Request, { schema, texts, lists, files }: Options) {
  const sent = schema || texts || lists || files ? await formOf(request) : new FormData()
  const of = (names: readonly string[] | undefined, field: z.ZodType) =>
    names && Object.fromEntries(names.map((name) => [name, field.parse(sent.getAll(name))]))
  return {
    fields: Object.fromEntries([...sent].filter((field) => typeof field[1] === 'string')),
    form: schema?.safeParse(Object.fromEntries(sent)),
    text: of(texts, TextField),
    list: of(lists, ListField),
    file: of(files, FileField),
  }
}

/** The form of a request; empty where the body is none. */
export const formOf = (request: Request): Promise<FormData> => request.formData().catch(() => new FormData())

const ListField = z.array(z.unknown()).transform((values) => values.filter((value) => typeof value === 'string'))
const TextField = ListField.transform((texts) => (texts.at(-1) ?? '').replace(/\r\n?/g, '\n'))
const FileField = z.array(z.unknown()).transform((values) => values.find((value) => value instanceof File && value.size > 0))

/** The formats as JSON Schema, for editors. That of stories is committed as scenarios/story.schema.json. */
import { z } from 'zod'
import { NamePool, Overlay, Story } from '../../engine/format/schema'

export const SCHEMAS = { story: Story, overlay: Overlay, names: NamePool }

export const jsonSchemaOf = (name: keyof typeof SCHEMAS): string =>
  JSON.stringify(z.toJSONSchema(SCHEMAS[name], { target: 'draft-7', io: 'input', reused: 'ref' }), null, 2)

import { PlatformSchema, savePlatform } from '@/server/lti/platforms'
import { AwaitedSchema, awaitPlatform } from '@/server/lti/registration-links'

/** A platform that an administrator has connected by hand. @param form as it is posted @returns its id */
export async function addPlatform(form: Record<string, string>): Promise<string> {
  const { id } = await awaitPlatform(AwaitedSchema.parse({ name: form.name, address: form.issuer }))
  const saved = await savePlatform(id, PlatformSchema.parse(form))
  if (saved !== 'saved') throw new Error(saved)
  return id
}

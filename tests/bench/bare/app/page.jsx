import { headers } from 'next/headers'

export default async function Page() {
  // As ours, it is rendered for each request.
  await headers()
  return <h1>A page</h1>
}

/**
 * Loaded before a server (NODE_OPTIONS) and by people.ts: passwords are hashed at a sixteenth of the cost. Signing in and guessing would
 * otherwise take a third of what tests of accounts need. What a hash really costs is measured without it: server/accounts/hashing.deep.test.ts.
 */
const crypto = require('node:crypto')
const { syncBuiltinESMExports } = require('node:module')

const { scrypt } = crypto
crypto.scrypt = (password, salt, length, options, done) => scrypt(password, salt, length, { ...options, N: options.N / 16 }, done)
syncBuiltinESMExports()

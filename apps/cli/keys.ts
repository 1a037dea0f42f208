import { Command, InvalidArgumentError, Option } from 'commander';
import { roles, type ApiKey, type Role } from '../../libs/identity/index.js';
import { withRuntime } from './with-runtime.js';

interface CreateOptions {
  readonly role: Role[];
  readonly expires?: Date;
}

const create = new Command('create')
  .description('makes a key of the API and prints it; it cannot be read again')
  .argument('<name>', 'its name, under which history keeps what is done with it')
  .addOption(
    new Option('--role <role...>', 'what it allows; each role includes those before it')
      .choices(roles)
      .makeOptionMandatory(),
  )
  .option('--expires <date>', 'from when on it is refused, such as 2030-12-31', date)
  .action(async (name: string, { role, expires }: CreateOptions) => {
    const { secret } = await withRuntime(({ identity }, caller) =>
      identity.createKey({ name, roles: role, expiresAt: expires }, caller().actor),
    );
    console.log(secret);
  });

const revoke = new Command('revoke')
  .description('puts an end to a key, for good and at once')
  .argument('<key>', 'its name or its id')
  .option('--reason <reason>', 'why')
  .action(async (key: string, { reason }: { reason?: string }) => {
    const revoked = await withRuntime(({ identity }, caller) =>
      identity.revokeKey(key, caller().actor, reason),
    );
    console.log(describe(revoked));
  });

const list = new Command('list').description('lists every key that there ever was').action(async () => {
  const keys = await withRuntime(({ identity }) => identity.keys());
  if (keys.length === 0) console.log('There is no key yet.');
  for (const key of keys) console.log(describe(key));
});

export const keysCommand = new Command('keys')
  .description('keys of the API, made and revoked in the database itself: no key is needed for it')
  .addCommand(create)
  .addCommand(list)
  .addCommand(revoke);

function describe({ id, name, roles: held, createdBy, createdAt, ...key }: ApiKey): string {
  const day = (time: Date) => time.toISOString().slice(0, 10);
  return [
    `${id}  ${name}  ${held.join(',')}`,
    `made by ${createdBy} on ${day(createdAt)}`,
    ...(key.expiresAt ? [`expires on ${day(key.expiresAt)}`] : []),
    key.lastUsedAt ? `last used ${key.lastUsedAt.toISOString().slice(0, 16)}Z` : 'never used',
    ...(key.revokedAt ? [`revoked by ${key.revokedBy} on ${day(key.revokedAt)}`] : []),
  ].join('  ');
}

function date(text: string): Date {
  const time = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('It must be a date such as 2030-12-31.');
}

import { DatabaseSync } from "node:sqlite";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { describe, expect, test } from "vitest";
import { migrations } from "../../src/storage/migrations/migrations.ts";
import { tables } from "../../src/storage/tables.ts";

/** A table as SQLite sees it, in plain values. */
interface Sheet {
  readonly columns: readonly {
    name: string;
    type: string;
    notNull: boolean;
    key: number;
    default: unknown;
  }[];
  readonly indexes: readonly string[];
}

const migrated = new DatabaseSync(":memory:");
for (const statements of migrations) for (const statement of statements) migrated.exec(statement);

describe("schema", () => {
  test("The migrated database has the tables of the schema and no others", () => {
    const names = migrated.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    expect(names.map(({ name }) => name).sort()).toEqual([...tables.keys()].sort());
  });

  test("The migrated database has every column, type, key and index of the schema, and no others", () => {
    const made = Object.fromEntries([...tables.keys()].map((name) => [name, sheetInDatabase(name)]));
    const wanted = Object.fromEntries([...tables.keys()].map((name) => [name, sheetInSchema(name)]));
    expect(made).toEqual(wanted);
  });
});

function sheetInDatabase(table: string): Sheet {
  const columns = migrated.prepare(`PRAGMA table_xinfo(${table})`).all();
  const indexes = migrated.prepare(`PRAGMA index_list(${table})`).all();
  return {
    columns: columns.map(({ name, type, notnull, pk, dflt_value }) => ({
      name: String(name),
      type: String(type).toLowerCase(),
      // A single integer key is never null, whatever the column says.
      notNull: notnull === 1 || pk !== 0,
      key: Number(pk),
      default: dflt_value,
    })),
    indexes: indexes
      .filter(({ origin }) => origin === "c")
      .map(({ name, unique }) => {
        const parts = migrated.prepare(`PRAGMA index_info(${String(name)})`).all();
        return `${String(name)}${unique === 1 ? " unique" : ""}: ${parts.map((part) => part.name).join(", ")}`;
      })
      .sort(),
  };
}

function sheetInSchema(name: string): Sheet {
  const { columns, indexes, primaryKeys } = getTableConfig(tables.get(name)!);
  const keys = primaryKeys[0]?.columns.map((column) => column.name) ?? [];
  return {
    columns: columns.map((column) => ({
      name: column.name,
      type: column.getSQLType(),
      notNull: column.notNull || column.primary || keys.includes(column.name),
      key: column.primary ? 1 : keys.indexOf(column.name) + 1,
      default: column.default === undefined ? null : String(Number(column.default)),
    })),
    indexes: indexes
      .map(({ config }) => {
        const parts = config.columns.map((column) => ("name" in column ? column.name : "an expression"));
        return `${config.name}${config.unique ? " unique" : ""}: ${parts.join(", ")}`;
      })
      .sort(),
  };
}

//! What is known of each language.

use super::super::logic::Token;

/// Words in quotes.
pub(super) struct Quote {
    pub open: &'static str,
    pub close: &'static str,
    /// Whether a backslash takes away the meaning of what is next.
    pub escapes: bool,
    /// Whether they may go over several lines.
    pub lines: bool,
    /// Whether only one letter may stand in them.
    pub one_letter: bool,
}

/// A language.
pub(super) struct Grammar {
    /// How it is called at a fence, in lower case.
    pub names: &'static [&'static str],
    /// What begins a comment to the end of the line.
    pub comments: &'static [&'static str],
    /// What begins and ends any other comment.
    pub blocks: &'static [(&'static str, &'static str)],
    /// The longest first.
    pub quotes: &'static [Quote],
    pub keywords: &'static str,
    pub types: &'static str,
    pub constants: &'static str,
    /// What stands before names of variables, attributes and the like. The longest first.
    pub sigils: &'static [&'static str],
    /// Letters of words besides letters, digits and `_`.
    pub letters: &'static str,
    /// Whether words with a capital letter are types.
    pub capitals: bool,
    /// Whether a word before a bracket is a function.
    pub calls: bool,
    /// Whether capital and small letters are the same.
    pub folds: bool,
    /// Whether what stands before `key_mark` is a key.
    pub keys: bool,
    pub key_mark: char,
}

impl Grammar {
    pub(super) fn is_word(&self, letter: char) -> bool {
        letter.is_alphanumeric() || letter == '_' || self.letters.contains(letter)
    }

    /// What a word is; `called` says whether a bracket follows.
    pub(super) fn word(&self, word: &str, called: bool) -> Token {
        let folded = if self.folds { crate::lower(word) } else { word.to_owned() };
        let is_in = |list: &str| list.split(' ').any(|one| one == folded);
        if is_in(self.keywords) {
            Token::Keyword
        } else if is_in(self.constants) {
            Token::Constant
        } else if is_in(self.types) {
            Token::Type
        } else if self.calls && called {
            Token::Function
        } else if self.capitals && word.starts_with(char::is_uppercase) {
            Token::Type
        } else {
            Token::Plain
        }
    }
}

/// The grammar of a language by its name at a fence.
pub(super) fn of(name: &str) -> Option<&'static Grammar> {
    ALL.iter().find(|grammar| grammar.names.contains(&name))
}

const fn quote(mark: &'static str) -> Quote {
    Quote { open: mark, close: mark, escapes: true, lines: false, one_letter: false }
}

const DOUBLE: Quote = quote("\"");
const SINGLE: Quote = quote("'");
const LONG: Quote = Quote { lines: true, ..quote("\"\"\"") };
const LONG_SINGLE: Quote = Quote { lines: true, ..quote("'''") };
const TICK: Quote = Quote { lines: true, ..quote("`") };
const PLAIN_TICK: Quote = Quote { escapes: false, ..TICK };
/// Of shells: as they are, over several lines.
const PLAIN_SINGLE: Quote = Quote { escapes: false, lines: true, ..SINGLE };
const LINES: Quote = Quote { lines: true, ..DOUBLE };
const LETTER: Quote = Quote { one_letter: true, ..SINGLE };
const RAW: Quote =
    Quote { open: "r#\"", close: "\"#", escapes: false, lines: true, one_letter: false };

/// Like C: the ground of most.
const C_LIKE: Grammar = Grammar {
    names: &[],
    comments: &["//"],
    blocks: &[("/*", "*/")],
    quotes: &[DOUBLE, SINGLE],
    keywords: "",
    types: "",
    constants: "true false null",
    sigils: &[],
    letters: "",
    capitals: true,
    calls: true,
    folds: false,
    keys: false,
    key_mark: ':',
};

/// With `#` for comments.
const SCRIPT: Grammar = Grammar { comments: &["#"], blocks: &[], capitals: false, ..C_LIKE };

pub(super) static ALL: &[Grammar] = &[
    Grammar {
        names: &["rust", "rs"],
        quotes: &[RAW, LINES, LETTER],
        keywords: "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self static struct super trait type unsafe use where while",
        types: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
        constants: "true false",
        ..C_LIKE
    },
    Grammar {
        names: &["typescript", "ts", "tsx", "javascript", "js", "jsx", "mjs", "node"],
        quotes: &[DOUBLE, SINGLE, TICK],
        keywords: "abstract as async await break case catch class const continue declare default delete do else enum export extends finally for from function get if implements import in infer instanceof interface is keyof let namespace new of private protected public readonly return satisfies set static super switch this throw try type typeof var while with yield",
        types: "any bigint boolean never number object string symbol unknown void",
        constants: "true false null undefined NaN Infinity",
        sigils: &["@"],
        letters: "$",
        ..C_LIKE
    },
    Grammar {
        names: &["python", "py", "python3"],
        quotes: &[LONG, LONG_SINGLE, DOUBLE, SINGLE],
        keywords: "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield",
        types: "bool bytes dict float frozenset int list object set str tuple",
        constants: "True False None self cls",
        sigils: &["@"],
        capitals: true,
        ..SCRIPT
    },
    Grammar {
        names: &["kotlin", "kt", "kts"],
        quotes: &[LONG, DOUBLE, SINGLE],
        keywords: "abstract as break by catch class companion const constructor continue data do else enum finally for fun if import in inline interface internal is lateinit object open out override package private protected public return sealed super suspend this throw try typealias val var vararg when where while",
        sigils: &["@"],
        ..C_LIKE
    },
    Grammar {
        names: &["java"],
        quotes: &[LONG, DOUBLE, SINGLE],
        keywords: "abstract assert break case catch class continue default do else enum extends final finally for if implements import instanceof interface native new package permits private protected public record return sealed static super switch synchronized this throw throws transient try var volatile while yield",
        types: "boolean byte char double float int long short void",
        sigils: &["@"],
        ..C_LIKE
    },
    Grammar {
        names: &["scala", "sc"],
        quotes: &[LONG, DOUBLE, LETTER],
        keywords: "abstract case catch class def do else enum export extends extension final finally for given if implicit import lazy match new object override package private protected return sealed super then this throw trait try type using val var while with yield",
        sigils: &["@"],
        ..C_LIKE
    },
    Grammar {
        names: &["groovy", "gradle", "jenkinsfile"],
        quotes: &[LONG, LONG_SINGLE, DOUBLE, SINGLE],
        keywords: "as assert break case catch class continue def default do else enum extends final finally for if implements import in instanceof interface new package private protected public return static super switch this throw throws trait try while",
        types: "boolean byte char double float int long short void",
        sigils: &["@"],
        ..C_LIKE
    },
    Grammar {
        names: &["go", "golang"],
        quotes: &[DOUBLE, SINGLE, PLAIN_TICK],
        keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var",
        types: "any bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
        constants: "true false nil iota",
        ..C_LIKE
    },
    Grammar {
        names: &["c", "h", "cpp", "c++", "cc", "hpp", "cxx"],
        keywords: "alignas alignof auto break case catch class concept const constexpr continue co_await co_return co_yield decltype default delete do else enum explicit export extern final for friend goto if inline mutable namespace new noexcept operator override private protected public requires return sizeof static struct switch template this throw try typedef typename union using virtual volatile while",
        types: "bool char double float int int8_t int16_t int32_t int64_t long short signed size_t uint8_t uint16_t uint32_t uint64_t unsigned void",
        constants: "true false nullptr NULL",
        sigils: &["#"],
        ..C_LIKE
    },
    Grammar {
        names: &["csharp", "cs", "c#"],
        quotes: &[LONG, DOUBLE, SINGLE],
        keywords: "abstract as async await base break case catch checked class const continue default delegate do else enum event explicit extern finally fixed for foreach get goto if implicit in init interface internal is lock namespace new operator out override params private protected public readonly record ref required return sealed set sizeof stackalloc static struct switch this throw try typeof unchecked unsafe using var virtual volatile when where while with yield",
        types: "bool byte char decimal double dynamic float int long object sbyte short string uint ulong ushort void",
        ..C_LIKE
    },
    Grammar {
        names: &["swift"],
        quotes: &[LONG, DOUBLE],
        keywords: "actor as async await break case catch class continue default defer deinit do else enum extension fallthrough fileprivate final for func guard if import in init inout internal is lazy let mutating open override private protocol public repeat rethrows return self static struct subscript super switch throw throws try typealias var weak where while",
        constants: "true false nil",
        sigils: &["@"],
        ..C_LIKE
    },
    Grammar {
        names: &["dart"],
        quotes: &[LONG, LONG_SINGLE, DOUBLE, SINGLE],
        keywords: "abstract as assert async await base break case catch class const continue covariant default do else enum export extends extension external factory final finally for get hide if implements import in interface is late library mixin new on operator part required rethrow return sealed set show static super switch sync this throw try typedef var when while with yield",
        types: "bool double dynamic int num void",
        sigils: &["@"],
        ..C_LIKE
    },
    Grammar {
        names: &["php"],
        comments: &["//", "#"],
        keywords: "abstract and as break case catch class clone const continue declare default do echo else elseif enum extends final finally fn for foreach function global if implements include instanceof interface match namespace new or private protected public readonly require require_once return static switch throw trait try use var while xor yield",
        types: "array bool callable float int iterable mixed never object string void",
        sigils: &["$"],
        ..C_LIKE
    },
    Grammar {
        names: &["ruby", "rb"],
        keywords: "alias and begin break case class def defined? do else elsif end ensure extend for if in include module next not or private protected public raise redo rescue retry return self super then undef unless until when while yield require require_relative attr_reader attr_accessor",
        constants: "true false nil",
        sigils: &["@@", "@", "$"],
        letters: "?!",
        capitals: true,
        ..SCRIPT
    },
    Grammar {
        names: &["elixir", "ex", "exs"],
        quotes: &[LONG, DOUBLE, SINGLE],
        keywords: "after alias and case catch cond def defmacro defmodule defp defstruct do else end fn for if import in not or quote raise receive require rescue try unless unquote use when with",
        constants: "true false nil",
        sigils: &["@"],
        letters: "?!",
        capitals: true,
        ..SCRIPT
    },
    Grammar {
        names: &["lua"],
        comments: &["--"],
        blocks: &[("--[[", "]]")],
        keywords: "and break do else elseif end for function goto if in local not or repeat return then until while",
        constants: "true false nil",
        ..SCRIPT
    },
    Grammar {
        names: &["r", "julia", "jl"],
        keywords: "abstract begin break catch const do else elseif end export finally for function if import in let library local macro module mutable next quote repeat return struct try using while",
        constants: "TRUE FALSE NULL NA Inf NaN true false nothing missing",
        ..SCRIPT
    },
    Grammar {
        names: &["bash", "sh", "shell", "zsh", "console", "shell-session", "terminal"],
        quotes: &[LINES, PLAIN_SINGLE],
        keywords: "case do done elif else esac export fi for function if in local readonly return select set shift source then trap unset until while",
        types: "",
        constants: "true false",
        sigils: &["${", "$", "--"],
        letters: "-",
        ..SCRIPT
    },
    Grammar {
        names: &["powershell", "ps1", "pwsh"],
        blocks: &[("<#", "#>")],
        quotes: &[LINES, PLAIN_SINGLE],
        keywords: "begin break catch class continue do else elseif end exit filter finally for foreach function if in param process return switch throw trap try until while",
        sigils: &["${", "$"],
        letters: "-",
        folds: true,
        ..SCRIPT
    },
    Grammar {
        names: &["dockerfile", "docker", "containerfile"],
        keywords: "add arg as cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell stopsignal user volume workdir",
        sigils: &["${", "$", "--"],
        letters: "-",
        folds: true,
        calls: false,
        ..SCRIPT
    },
    Grammar {
        names: &["make", "makefile"],
        keywords: "define else endef endif export ifdef ifeq ifndef ifneq include override",
        sigils: &["$(", "${", "$"],
        letters: "-.",
        calls: false,
        ..SCRIPT
    },
    Grammar {
        names: &["sql", "postgresql", "postgres", "mysql", "plsql", "sqlite"],
        comments: &["--"],
        quotes: &[LINES, PLAIN_SINGLE],
        keywords: "add all alter analyze and as asc begin between by cascade case check column commit conflict constraint create cross default delete desc distinct do drop else end exists explain for foreign from full function grant group having if ilike in index inner insert into is join key left like limit not nothing on or order outer over partition primary references returning right rollback row rows select set table then to transaction trigger truncate union unique update using values view when where window with",
        types: "bigint bigserial boolean bytea char date decimal double float int integer interval json jsonb numeric precision real serial smallint text time timestamp timestamptz uuid varchar",
        constants: "true false null",
        capitals: false,
        folds: true,
        ..C_LIKE
    },
    Grammar {
        names: &["json", "jsonc", "json5", "geojson"],
        capitals: false,
        calls: false,
        keys: true,
        ..C_LIKE
    },
    Grammar {
        names: &["toml", "ini", "cfg", "conf", "properties", "dotenv", "env", "editorconfig"],
        comments: &["#", ";"],
        quotes: &[LONG, LONG_SINGLE, DOUBLE, SINGLE],
        letters: "-.",
        calls: false,
        keys: true,
        key_mark: '=',
        ..SCRIPT
    },
    Grammar {
        names: &["hcl", "terraform", "tf", "tfvars"],
        comments: &["#", "//"],
        blocks: &[("/*", "*/")],
        keywords: "data dynamic for for_each if in lifecycle locals module moved output provider resource terraform variable",
        types: "any bool list map number object set string tuple",
        letters: "-",
        keys: true,
        key_mark: '=',
        ..SCRIPT
    },
    Grammar {
        names: &["css", "scss", "less"],
        keywords: "and from important not only or to",
        constants: "auto inherit initial none revert unset",
        sigils: &["@", "$", "--", "#", "."],
        letters: "-",
        capitals: false,
        keys: true,
        ..C_LIKE
    },
    Grammar {
        names: &["graphql", "gql"],
        comments: &["#"],
        blocks: &[],
        quotes: &[LONG, DOUBLE],
        keywords: "directive enum extend fragment implements input interface mutation on query repeatable scalar schema subscription type union",
        sigils: &["@", "$"],
        calls: false,
        ..C_LIKE
    },
    Grammar {
        names: &["protobuf", "proto", "proto3"],
        keywords: "enum extend extensions import message oneof option optional package public repeated required reserved returns rpc service stream syntax to",
        types: "bool bytes double fixed32 fixed64 float int32 int64 map sfixed32 sfixed64 sint32 sint64 string uint32 uint64",
        constants: "true false",
        ..C_LIKE
    },
    Grammar {
        names: &["nginx"],
        keywords: "events http if location map return rewrite server set upstream",
        constants: "on off",
        sigils: &["$"],
        calls: false,
        ..SCRIPT
    },
    Grammar {
        names: &["promql", "rego", "logql"],
        keywords: "and as bool by contains default else every group_left group_right if ignoring import in not offset on or package some unless with without",
        quotes: &[DOUBLE, SINGLE, PLAIN_TICK],
        ..SCRIPT
    },
];

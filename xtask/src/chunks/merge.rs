//! Makes one module of several that the splitter cut off.
//!
//! Such a module shares memory, table and globals with the main one, has functions, puts those that
//! others call into places of the table, and fills parts of the memory. So one of them is as good as
//! two, and better: a call from one to the other, which went through the table, is a plain call.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result, anyhow, bail};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, Function, FunctionSection,
    ImportSection, Instruction, Module, TypeSection,
};
use wasmparser::{
    DataKind, ElementItems, ElementKind, FuncType, FunctionBody, Import, Operator, Parser, Payload,
    TypeRef,
};

/// What a module of the splitter's consists of.
#[derive(Default)]
struct Parts<'a> {
    types: Vec<FuncType>,
    imports: Vec<Import<'a>>,
    /// The types of its own functions.
    functions: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    /// Functions by the first place in the table that they are put into.
    places: Vec<(u32, Vec<u32>)>,
    /// Bytes by the address that they are put at.
    bytes: Vec<(u32, &'a [u8])>,
}

impl<'a> Parts<'a> {
    fn of(wasm: &'a [u8]) -> Result<Self> {
        let mut parts = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(types) => {
                    parts.types = types.into_iter_err_on_gc_types().collect::<Result<_, _>>()?;
                }
                Payload::ImportSection(imports) => {
                    parts.imports = imports.into_imports().collect::<Result<_, _>>()?;
                }
                Payload::FunctionSection(functions) => {
                    parts.functions = functions.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::ElementSection(segments) => {
                    for segment in segments {
                        let segment = segment?;
                        let ElementItems::Functions(functions) = segment.items else {
                            bail!("a segment of the table holds something else than functions")
                        };
                        let ElementKind::Active { offset_expr, .. } = segment.kind else {
                            bail!("a segment of the table has no place")
                        };
                        let functions = functions.into_iter().collect::<Result<_, _>>()?;
                        parts.places.push((constant(&offset_expr)?, functions));
                    }
                }
                Payload::CodeSectionEntry(body) => parts.bodies.push(body),
                Payload::DataSection(segments) => {
                    for segment in segments {
                        let segment = segment?;
                        let DataKind::Active { offset_expr, .. } = segment.kind else {
                            bail!("a segment of the memory has no address")
                        };
                        parts.bytes.push((constant(&offset_expr)?, segment.data));
                    }
                }
                Payload::ExportSection(exports) if exports.count() == 0 => {}
                Payload::Version { .. }
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::CustomSection(_)
                | Payload::End(_) => {}
                other => bail!("a module of the splitter's has a section more: {other:?}"),
            }
        }
        Ok(parts)
    }
}

fn constant(expression: &wasmparser::ConstExpr<'_>) -> Result<u32> {
    let mut operators = expression.get_operators_reader();
    match operators.read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("a place is not a number: {other:?}"),
    }
}

/// Where something of one module is in the merged one: index there by index here.
#[derive(Default)]
struct Moved {
    types: Vec<u32>,
    functions: Vec<u32>,
    tables: Vec<u32>,
    memories: Vec<u32>,
    globals: Vec<u32>,
}

/// An index that a module does not have.
#[derive(Debug)]
struct Missing;

fn moved(list: &[u32], index: u32) -> Result<u32, Error<Missing>> {
    list.get(index as usize).copied().ok_or(Error::UserError(Missing))
}

impl Reencode for Moved {
    type Error = Missing;

    fn type_index(&mut self, index: u32) -> Result<u32, Error<Missing>> {
        moved(&self.types, index)
    }

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Missing>> {
        moved(&self.functions, index)
    }

    fn table_index(&mut self, index: u32) -> Result<u32, Error<Missing>> {
        moved(&self.tables, index)
    }

    fn memory_index(&mut self, index: u32) -> Result<u32, Error<Missing>> {
        moved(&self.memories, index)
    }

    fn global_index(&mut self, index: u32) -> Result<u32, Error<Missing>> {
        moved(&self.globals, index)
    }
}

/// The imports of all modules, each once, counted by what they are.
#[derive(Default)]
struct Imports {
    section: ImportSection,
    known: HashMap<(String, String), u32>,
    functions: u32,
    tables: u32,
    memories: u32,
    globals: u32,
}

impl Imports {
    fn add(&mut self, import: Import<'_>, moved: &mut Moved) -> Result<()> {
        let (list, count) = match import.ty {
            TypeRef::Func(_) => (&mut moved.functions, &mut self.functions),
            TypeRef::Table(_) => (&mut moved.tables, &mut self.tables),
            TypeRef::Memory(_) => (&mut moved.memories, &mut self.memories),
            TypeRef::Global(_) => (&mut moved.globals, &mut self.globals),
            other => bail!("a module of the splitter's imports something more: {other:?}"),
        };
        let name = (import.module.to_owned(), import.name.to_owned());
        if let Some(index) = self.known.get(&name) {
            list.push(*index);
            return Ok(());
        }
        list.push(*count);
        self.known.insert(name, *count);
        *count += 1;
        moved.parse_import(&mut self.section, import).map_err(failed)
    }
}

fn failed(error: Error<Missing>) -> anyhow::Error {
    match error {
        Error::UserError(Missing) => anyhow!("a module uses something that it does not have"),
        other => anyhow!("{other:?}"),
    }
}

/// One module that does what all of them do.
///
/// # Errors
/// When one of them is not as the splitter makes them.
pub fn merge(modules: &[&[u8]]) -> Result<Vec<u8>> {
    let all: Vec<Parts<'_>> =
        modules.iter().map(|module| Parts::of(module)).collect::<Result<_>>()?;

    let mut types = TypeSection::new();
    let mut known_types: HashMap<&FuncType, u32> = HashMap::new();
    let mut imports = Imports::default();
    let mut moves: Vec<Moved> = Vec::with_capacity(all.len());
    for parts in &all {
        let mut moved = Moved::default();
        for func in &parts.types {
            let next = known_types.len() as u32;
            let index = *known_types.entry(func).or_insert(next);
            if index == next {
                types.ty().func_type(&moved.func_type(func.clone()).map_err(failed)?);
            }
            moved.types.push(index);
        }
        for import in &parts.imports {
            imports.add(*import, &mut moved)?;
        }
        moves.push(moved);
    }

    // What is imported comes before what is here.
    let mut functions = FunctionSection::new();
    let mut next = imports.functions;
    let mut places: Vec<(u32, u32)> = Vec::new();
    for (parts, moved) in all.iter().zip(&mut moves) {
        for func in &parts.functions {
            functions.function(moved.type_index(*func).map_err(failed)?);
            moved.functions.push(next);
            next += 1;
        }
        for (start, list) in &parts.places {
            for (place, function) in (*start..).zip(list) {
                places.push((place, moved.function_index(*function).map_err(failed)?));
            }
        }
    }
    places.sort_unstable();

    let at: HashMap<u32, u32> = places.iter().copied().collect();
    let mut code = CodeSection::new();
    for (parts, moved) in all.iter().zip(&mut moves) {
        for body in &parts.bodies {
            match passed_on(body)?.and_then(|(params, place)| Some((params, *at.get(&place)?))) {
                Some((params, function)) => code.function(&call(params, function)),
                None => {
                    moved.parse_function_body(&mut code, body.clone()).map_err(failed)?;
                    &mut code
                }
            };
        }
    }

    let mut elements = ElementSection::new();
    for run in runs(&places) {
        let run = places.get(run).context("a run of places that are not there")?;
        let Some((start, _)) = run.first() else { continue };
        let list: Vec<u32> = run.iter().map(|(_, function)| *function).collect();
        let start = ConstExpr::i32_const(start.cast_signed());
        elements.active(None, &start, Elements::Functions(list.into()));
    }

    let mut bytes: Vec<(u32, &[u8])> = all.iter().flat_map(|parts| parts.bytes.clone()).collect();
    bytes.sort_unstable();
    let mut data = DataSection::new();
    for (address, bytes) in bytes {
        data.active(0, &ConstExpr::i32_const(address.cast_signed()), bytes.iter().copied());
    }

    let mut module = Module::new();
    module.section(&types);
    module.section(&imports.section);
    module.section(&functions);
    module.section(&elements);
    module.section(&code);
    module.section(&data);
    Ok(module.finish())
}

/// The places that follow one another.
fn runs(places: &[(u32, u32)]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (index, (place, _)) in places.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if last.is_some_and(|last: u32| last + 1 == *place) => run.end = index + 1,
            _ => runs.push(index..index + 1),
        }
        last = Some(*place);
    }
    runs
}

/// For a function that only calls what is at a place of the table with what it was given: the
/// number of its parameters, and the place.
fn passed_on(body: &FunctionBody<'_>) -> Result<Option<(u32, u32)>> {
    if body.get_locals_reader()?.get_count() > 0 {
        return Ok(None);
    }
    let mut operators = body.get_operators_reader()?;
    let mut params = 0;
    let place = loop {
        match operators.read()? {
            Operator::LocalGet { local_index } if local_index == params => params += 1,
            Operator::I32Const { value } => break value.cast_unsigned(),
            _ => return Ok(None),
        }
    };
    let calls = matches!(operators.read()?, Operator::CallIndirect { table_index: 0, .. });
    let ends = calls && matches!(operators.read()?, Operator::End) && operators.eof();
    Ok(ends.then_some((params, place)))
}

/// A function that calls another one with what it was given.
fn call(params: u32, function: u32) -> Function {
    let mut body = Function::new([]);
    for param in 0..params {
        body.instruction(&Instruction::LocalGet(param));
    }
    body.instruction(&Instruction::Call(function));
    body.instruction(&Instruction::End);
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, MemoryType, RefType, TableType, ValType};

    /// A module with one function of one parameter at a place of the table, and a text in memory.
    fn module(place: i32, body: &[Instruction<'_>], (address, text): (i32, &str)) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I64], []);
        types.ty().function([ValType::I32], [ValType::I32]);
        let mut imports = ImportSection::new();
        let table = TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 9,
            maximum: None,
            shared: false,
        };
        let memory = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        imports.import("split", "table", table);
        imports.import("split", "memory", memory);
        imports.import("main", "log", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(1);
        let mut elements = ElementSection::new();
        let list = Elements::Functions(vec![1].into());
        elements.active(None, &ConstExpr::i32_const(place), list);
        let mut code = CodeSection::new();
        let mut function = Function::new([]);
        for instruction in body {
            function.instruction(instruction);
        }
        code.function(&function);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(address), text.bytes());
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&elements).section(&code).section(&data);
        module.finish()
    }

    fn passing(place: i32) -> [Instruction<'static>; 4] {
        let call = Instruction::CallIndirect { type_index: 1, table_index: 0 };
        [Instruction::LocalGet(0), Instruction::I32Const(place), call, Instruction::End]
    }

    fn operators<'a>(body: &FunctionBody<'a>) -> Vec<Operator<'a>> {
        body.get_operators_reader().unwrap().into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn two_modules_become_one_that_calls_within() {
        let log = [Instruction::I64Const(7), Instruction::Call(0), Instruction::LocalGet(0)];
        let first = [&log[..], &[Instruction::End]].concat();
        let first = module(4, &first, (2048, "later"));
        let second = module(5, &passing(4), (1024, "sooner"));
        let merged = merge(&[&first, &second]).unwrap();
        let parts = Parts::of(&merged).unwrap();

        assert_eq!((parts.types.len(), parts.imports.len()), (2, 3));
        assert_eq!(parts.functions, [1, 1]);
        assert_eq!(parts.places, [(4, vec![1, 2])]);
        assert_eq!(parts.bytes, [(1024, &b"sooner"[..]), (2048, &b"later"[..])]);
        let [logs, calls] = parts.bodies.as_slice() else { panic!("two functions") };
        assert!(matches!(operators(logs)[1], Operator::Call { function_index: 0 }));
        // Not through the table any more.
        assert_eq!(passed_on(calls).unwrap(), None);
        assert!(matches!(operators(calls)[1], Operator::Call { function_index: 1 }));
    }

    #[test]
    fn what_is_elsewhere_is_called_through_the_table() {
        let alone = module(5, &passing(4), (0, ""));
        let merged = merge(&[&alone]).unwrap();
        let parts = Parts::of(&merged).unwrap();
        assert_eq!(passed_on(&parts.bodies[0]).unwrap(), Some((1, 4)));
    }

    #[test]
    fn only_what_passes_on_all_it_got_is_a_call() {
        let more = [&[Instruction::I32Const(1), Instruction::Drop][..], &passing(4)].concat();
        let module = module(5, &more, (0, ""));
        assert_eq!(passed_on(&Parts::of(&module).unwrap().bodies[0]).unwrap(), None);
    }

    #[test]
    fn a_module_of_another_shape_is_an_error() {
        let mut exports = wasm_encoder::ExportSection::new();
        exports.export("memory", wasm_encoder::ExportKind::Memory, 0);
        let mut other = Module::new();
        other.section(&exports);
        let error = merge(&[&other.finish()]).unwrap_err();
        assert!(error.to_string().contains("a section more"), "{error}");
        assert!(merge(&[b"not wasm"]).is_err());
    }
}

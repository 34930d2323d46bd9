// SPDX-License-Identifier: Apache-2.0
#include "tests/store/fault_vfs.hpp"

#include <dlfcn.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <new>
#include <string>

namespace antre::test {
namespace {

struct Faults {
  sqlite3_vfs vfs{};
  sqlite3_vfs* real = nullptr;
  int calls_left = 0;
  Fault fault = Fault::kBroken;
  bool armed = false;
  bool reads_fail = false;
  bool opening_fails = false;
  bool failed = false;
  std::filesystem::path synced;
};
Faults faults;  // SQLite's table of functions has no room for an object

/// Our file; SQLite's own lies right behind it.
struct ShimFile {
  sqlite3_file base;
  sqlite3_file* real;
  const char* name;  ///< SQLite keeps it as long as the file is open
};

ShimFile* shim(sqlite3_file* file) {
  return reinterpret_cast<ShimFile*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return shim(file)->real;
}

/// Counts a call; whether it fails.
bool fails() {
  if (!faults.armed) return false;
  if (faults.calls_left > 0) --faults.calls_left;
  if (faults.calls_left == 0) faults.failed = true;
  if (faults.failed && faults.fault == Fault::kKilled) ::kill(::getpid(), SIGKILL);
  return faults.failed;
}

/// As `fails`, for a call that a full disk does not stop.
bool breaks() {
  return faults.fault != Fault::kFull && fails();
}

int on_close(sqlite3_file* file) {
  return real(file)->pMethods->xClose(real(file));
}
int on_read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
  if (faults.reads_fail) return SQLITE_IOERR_READ;
  return real(file)->pMethods->xRead(real(file), to, count, at);
}
int on_write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
  if (fails()) return faults.fault == Fault::kFull ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  return real(file)->pMethods->xWrite(real(file), from, count, at);
}
int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (breaks()) return SQLITE_IOERR_TRUNCATE;
  return real(file)->pMethods->xTruncate(real(file), size);
}
int on_sync(sqlite3_file* file, int flags) {
  if (breaks()) return SQLITE_IOERR_FSYNC;
  const int status = real(file)->pMethods->xSync(real(file), flags);
  if (status == SQLITE_OK && !faults.synced.empty() && shim(file)->name != nullptr) {
    const std::filesystem::path name = shim(file)->name;
    std::filesystem::copy_file(name, faults.synced / name.filename(),
                               std::filesystem::copy_options::overwrite_existing);
  }
  return status;
}
int on_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int on_lock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}
int on_unlock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int on_check_lock(sqlite3_file* file, int* locked) {
  return real(file)->pMethods->xCheckReservedLock(real(file), locked);
}
int on_control(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int on_sector(sqlite3_file* file) {
  return real(file)->pMethods->xSectorSize(real(file));
}
int on_device(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int on_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
int on_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void on_shm_barrier(sqlite3_file* file) {
  real(file)->pMethods->xShmBarrier(real(file));
}
int on_shm_unmap(sqlite3_file* file, int erase) {
  return real(file)->pMethods->xShmUnmap(real(file), erase);
}

constexpr sqlite3_io_methods kMethods{
    2,           on_close,       on_read,       on_write,   on_truncate, on_sync,   on_size,
    on_lock,     on_unlock,      on_check_lock, on_control, on_sector,   on_device, on_shm_map,
    on_shm_lock, on_shm_barrier, on_shm_unmap,  nullptr,    nullptr};

int on_open(sqlite3_vfs* /*vfs*/, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
  auto* opened = new (file) ShimFile{};
  opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
  opened->name = name;
  if (faults.opening_fails) return SQLITE_CANTOPEN;
  const int status = faults.real->xOpen(faults.real, name, opened->real, flags, out);
  if (opened->real->pMethods != nullptr) opened->base.pMethods = &kMethods;
  return status;
}

int on_delete(sqlite3_vfs* /*vfs*/, const char* name, int sync_folder) {
  if (faults.fault == Fault::kKilled) fails();
  const int status = faults.real->xDelete(faults.real, name, sync_folder);
  // A name that was removed is back after a crash unless its folder was synced.
  if (status == SQLITE_OK && sync_folder != 0 && !faults.synced.empty())
    std::filesystem::remove(faults.synced / std::filesystem::path(name).filename());
  return status;
}

}  // namespace

FaultVfs::FaultVfs() {
  sqlite3_initialize();
  faults = Faults{};
  faults.real = sqlite3_vfs_find(nullptr);
  faults.vfs = *faults.real;
  faults.vfs.zName = "antre-faults";
  faults.vfs.szOsFile = static_cast<int>(sizeof(ShimFile)) + faults.real->szOsFile;
  faults.vfs.xOpen = on_open;
  faults.vfs.xDelete = on_delete;
  sqlite3_vfs_register(&faults.vfs, 1);
}

FaultVfs::~FaultVfs() {
  sqlite3_vfs_unregister(&faults.vfs);
  sqlite3_vfs_register(faults.real, 1);
}

void FaultVfs::fail_from(int k, Fault fault) {
  faults.armed = true;
  faults.fault = fault;
  faults.failed = false;
  faults.calls_left = k;
}

void FaultVfs::heal() {
  faults.armed = false;
  faults.reads_fail = false;
  faults.opening_fails = false;
}

bool FaultVfs::failed() const {
  return faults.failed;
}

void FaultVfs::keep_synced(const std::filesystem::path& folder) {
  faults.synced = folder;
}

void FaultVfs::fail_reads() {
  faults.reads_fail = true;
}

void FaultVfs::fail_opening() {
  faults.opening_fails = true;
}

bool FaultVfs::killed_at(int k, const std::function<void()>& something) {
  const auto child = ::fork();
  if (child == 0) {
    fail_from(k, Fault::kKilled);
    something();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

namespace {

/// A call of the machine that is made without SQLite.
template <class Call>
Call beneath(const char* name) {
  if (faults.fault == Fault::kKilled) fails();
  return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name));
}

}  // namespace
}  // namespace antre::test

// In the place of the C library's, for all of this program.
extern "C" int rename(const char* from, const char* to) noexcept {
  return antre::test::beneath<int (*)(const char*, const char*)>("rename")(from, to);
}
extern "C" int link(const char* from, const char* to) noexcept {
  return antre::test::beneath<int (*)(const char*, const char*)>("link")(from, to);
}
extern "C" int fsync(int descriptor) {
  return antre::test::beneath<int (*)(int)>("fsync")(descriptor);
}
